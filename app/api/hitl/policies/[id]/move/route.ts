import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { moveRule } from "@/lib/services/policies/move-rule";

export const POST = route(endpoints.moveRule, async ({ app, principal, params, body }) => ({
  body: await moveRule(app, principal, params.id, body, app.engine.context.clock()),
}));

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
