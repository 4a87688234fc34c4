import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { createRule } from "@/lib/services/policies/create-rule";
import { listRules } from "@/lib/services/policies/list-rules";

export const GET = route(endpoints.listRules, async ({ app, principal, query }) => ({
  body: await listRules(app, principal, query, app.engine.context.clock()),
}));

export const POST = route(endpoints.createRule, async ({ app, principal, body }) => ({
  status: 201,
  body: await createRule(app, principal, body, app.engine.context.clock()),
}));

export const { PUT, PATCH, DELETE } = notAllowed("GET", "POST");
