import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { verifyLog } from "@/lib/orchestrator/reading/verify-log";

export const POST = route(endpoints.verifyLog, async ({ app, body }) => ({
  body: await verifyLog(app.engine.context, body.run_id ?? null, body.heads),
}));

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
