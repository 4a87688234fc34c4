import { route } from "@/lib/http/route";

export const GET = route({ public: true }, () => ({ body: { status: "ok" } }));
