import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { changeBudget } from "@/lib/services/budgets/change-budget";
import { deleteBudget } from "@/lib/services/budgets/delete-budget";

export const PATCH = route(endpoints.changeBudget, async ({ app, principal, params, body }) => ({
  body: await changeBudget(app, principal, params.id, body, app.engine.context.clock()),
}));

export const DELETE = route(endpoints.deleteBudget, async ({ app, principal, params }) => {
  await deleteBudget(app, principal, params.id, app.engine.context.clock());
  return { body: undefined };
});

export const { GET, POST, PUT } = notAllowed("PATCH", "DELETE");
