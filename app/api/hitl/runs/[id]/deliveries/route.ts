import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { listDeliveries } from "@/lib/orchestrator/webhooks/list-deliveries";

export const GET = route(endpoints.listDeliveries, async ({ app, principal, params }) => ({
  body: await listDeliveries(app.engine.context, principal, params.id),
}));

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
