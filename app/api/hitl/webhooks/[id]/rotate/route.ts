import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { rotateSecret } from "@/lib/orchestrator/webhooks/endpoints/rotate-secret";

export const POST = route(endpoints.rotateWebhookSecret, async ({ app, principal, params, body }) => ({
  body: await rotateSecret(app.engine.context, principal, params.id, body),
}));

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
