import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { listEndpointDeliveries } from "@/lib/orchestrator/webhooks/endpoints/deliveries";

export const GET = route(endpoints.listWebhookDeliveries, async ({ app, principal, params, query }) => ({
  body: await listEndpointDeliveries(app.engine.context, principal, params.id, query),
}));

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
