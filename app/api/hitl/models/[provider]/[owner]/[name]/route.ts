import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { changeModel } from "@/lib/services/models/change-model";
import { getModel } from "@/lib/services/models/get-model";
import { removeModel } from "@/lib/services/models/remove-model";

export const GET = route(endpoints.getModel, async ({ app, params }) => ({
  body: await getModel(app.db, params.provider, params.name),
}));

export const PATCH = route(endpoints.changeModel, async ({ app, principal, params, body, receivedAt }) => ({
  body: await changeModel(app.engine.context, principal, params.provider, params.name, body, receivedAt),
}));

export const DELETE = route(endpoints.removeModel, async ({ app, principal, params, receivedAt }) => {
  await removeModel(app.db, principal, params.provider, params.name, receivedAt);
  return { body: undefined };
});

export const { POST, PUT } = notAllowed("GET", "PATCH", "DELETE");
