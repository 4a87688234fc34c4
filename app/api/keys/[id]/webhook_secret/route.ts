import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { secretOfKey } from "@/lib/orchestrator/webhooks/list-deliveries";

export const GET = route(endpoints.getWebhookSecret, ({ app, principal, params }) => ({
  body: { secret: secretOfKey(app.engine.context, principal, params.id) },
}));

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
