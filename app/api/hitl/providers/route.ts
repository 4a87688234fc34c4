import { route } from "@/lib/http/route";
import { listProviders } from "@/lib/orchestrator/list-providers";

export const GET = route({ role: "requester" }, ({ app }) => ({ body: listProviders(app.engine.context) }));
