import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";

export const GET = route(endpoints.isAlive, () => ({ body: { status: "ok" } }));

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
