import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { changeEndpoint } from "@/lib/orchestrator/webhooks/endpoints/change-endpoint";
import { deleteEndpoint } from "@/lib/orchestrator/webhooks/endpoints/delete-endpoint";

export const PATCH = route(endpoints.changeWebhook, async ({ app, principal, params, body }) => ({
  body: await changeEndpoint(app.engine.context, principal, params.id, body),
}));

export const DELETE = route(endpoints.deleteWebhook, async ({ app, principal, params }) => {
  await deleteEndpoint(app.engine.context, principal, params.id);
  return { body: undefined };
});

export const { GET, POST, PUT } = notAllowed("PATCH", "DELETE");
