import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { shadowReport } from "@/lib/services/rollout/shadow-report";

export const GET = route(endpoints.getShadowReport, async ({ app, principal, query }) => ({
  body: await shadowReport(app, principal, query, app.engine.context.clock()),
}));

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
