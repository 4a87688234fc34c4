import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { resendDelivery } from "@/lib/orchestrator/webhooks/endpoints/deliveries";

export const POST = route(endpoints.resendDelivery, async ({ app, principal, params }) => ({
  body: await resendDelivery(app.engine.context, principal, params.id),
}));

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
