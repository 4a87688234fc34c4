import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { listProviders } from "@/lib/orchestrator/list-providers";

export const GET = route(endpoints.listProviders, ({ app }) => ({ body: listProviders(app.engine.context) }));

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
