import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { createBudget } from "@/lib/services/budgets/create-budget";
import { listBudgets } from "@/lib/services/budgets/list-budgets";

export const GET = route(endpoints.listBudgets, async ({ app, principal, query }) => ({
  body: await listBudgets(app, principal, query, app.engine.context.clock()),
}));

export const POST = route(endpoints.createBudget, async ({ app, principal, body }) => ({
  status: 201,
  body: await createBudget(app, principal, body, app.engine.context.clock()),
}));

export const { PUT, PATCH, DELETE } = notAllowed("GET", "POST");
