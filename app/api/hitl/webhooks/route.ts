import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { createEndpoint } from "@/lib/orchestrator/webhooks/endpoints/create-endpoint";
import { listEndpoints } from "@/lib/orchestrator/webhooks/endpoints/list-endpoints";

export const GET = route(endpoints.listWebhooks, async ({ app, principal, query }) => ({
  body: await listEndpoints(app.engine.context, principal, query),
}));

export const POST = route(endpoints.createWebhook, async ({ app, principal, body }) => ({
  status: 201,
  body: await createEndpoint(app.engine.context, principal, body),
}));

export const { PUT, PATCH, DELETE } = notAllowed("GET", "POST");
