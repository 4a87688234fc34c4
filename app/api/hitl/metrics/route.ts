import { MetricsQuery } from "@/lib/contracts/insights";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { getMetrics } from "@/lib/services/insights/get-metrics";

export const GET = route({ role: "reviewer", query: MetricsQuery, tokens: 10 }, async ({ app, query }) => ({
  body: await getMetrics(app, query, app.engine.context.clock()),
}));

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
