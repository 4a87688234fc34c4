import { SimulatePolicy } from "@/lib/contracts/simulate";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { simulatePolicy } from "@/lib/services/policies/simulate-policy";

export const POST = route(
  { role: "admin", body: SimulatePolicy, idempotent: false },
  async ({ app, principal, body }) => ({
    body: await simulatePolicy(app, principal, body, app.engine.context.clock()),
  }),
);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
