import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";

export const GET = route({ public: true }, () => ({ body: { status: "ok" } }));

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
