import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { changeRule } from "@/lib/services/policies/change-rule";
import { deleteRule } from "@/lib/services/policies/delete-rule";

export const PATCH = route(endpoints.changeRule, async ({ app, principal, params, body }) => ({
  body: await changeRule(app, principal, params.id, body, app.engine.context.clock()),
}));

export const DELETE = route(endpoints.deleteRule, async ({ app, principal, params, query }) => {
  await deleteRule(app, principal, params.id, query, app.engine.context.clock());
  return { body: undefined };
});

export const { GET, POST, PUT } = notAllowed("PATCH", "DELETE");
