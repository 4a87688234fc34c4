import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { changeGroup } from "@/lib/services/groups/change-group";
import { deleteGroup } from "@/lib/services/groups/delete-group";

export const PATCH = route(endpoints.changeGroup, async ({ app, principal, params, body }) => ({
  body: await changeGroup(app, principal, params.id, body, app.engine.context.clock()),
}));

export const DELETE = route(endpoints.deleteGroup, async ({ app, principal, params, query }) => {
  await deleteGroup(app, principal, params.id, query, app.engine.context.clock());
  return { body: undefined };
});

export const { GET, POST, PUT } = notAllowed("PATCH", "DELETE");
