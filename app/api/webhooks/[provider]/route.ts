import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { receiveWebhook } from "@/lib/orchestrator/calls/receive-webhook";

export const POST = route(endpoints.receiveWebhook, async ({ app, params, ...sent }) => {
  const { headers, body, query } = sent;
  const attempt = query.attempt ?? null;
  await receiveWebhook(app.engine.context, params.provider, { headers, body, attempt });
  return { body: { received: true } };
});

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
