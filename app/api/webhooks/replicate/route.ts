import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { receiveWebhook } from "@/lib/orchestrator/receive-webhook";

export const POST = route(endpoints.receiveReplicateWebhook, async ({ app, ...sent }) => {
  const { headers, body, query } = sent;
  const attempt = query.attempt ?? null;
  await receiveWebhook(app.engine.context, "replicate", { headers, body, attempt });
  return { body: { received: true } };
});

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
