import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { simulatePolicy } from "@/lib/services/policies/simulate-policy";

export const POST = route(endpoints.simulatePolicy, async ({ app, principal, body }) => ({
  body: await simulatePolicy(app, principal, body, app.engine.context.clock()),
}));

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
