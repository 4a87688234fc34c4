import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { testEndpoint } from "@/lib/orchestrator/webhooks/endpoints/test-endpoint";

export const POST = route(endpoints.testWebhook, async ({ app, principal, params }) => ({
  body: await testEndpoint(app.engine.context, principal, params.id),
}));

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
