import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { queueNow } from "@/lib/services/insights/queue-now";

export const GET = route(endpoints.scrapeMetrics, async ({ app }) => {
  const { type, text } = await app.meters.scrape(await queueNow(app.db, {}, app.engine.context.clock()));
  return new Response(text, { headers: { "content-type": type } });
});

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
