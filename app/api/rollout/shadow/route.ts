import { ShadowQuery } from "@/lib/contracts/rollout";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { shadowReport } from "@/lib/services/rollout/shadow-report";

export const GET = route({ role: "admin", query: ShadowQuery }, async ({ app, principal, query }) => ({
  body: await shadowReport(app, principal, query, app.engine.context.clock()),
}));

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
