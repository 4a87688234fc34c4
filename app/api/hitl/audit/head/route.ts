import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { newestAuditHead } from "@/lib/orchestrator/heads/newest-head";

export const GET = route(endpoints.getAuditHead, async ({ app }) => ({
  body: await newestAuditHead(app.engine.context),
}));

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
