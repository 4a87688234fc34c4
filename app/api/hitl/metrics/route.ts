import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { getMetrics } from "@/lib/services/insights/get-metrics";

export const GET = route({ ...endpoints.getMetrics, tokens: 10 }, async ({ app, query }) => ({
  body: await getMetrics(app, query, app.engine.context.clock()),
}));

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
