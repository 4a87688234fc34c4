import { RollBack } from "@/lib/contracts/rollout";
import { notAllowed } from "@/lib/http/not-allowed";
import { rolloutAnswer } from "@/lib/http/rollout-answer";
import { route } from "@/lib/http/route";
import { rollBack } from "@/lib/services/rollout/roll-back";

export const POST = route({ role: "admin", body: RollBack }, async ({ app, principal, body }) => {
  await rollBack(app, principal, body.why, app.engine.context.clock());
  return rolloutAnswer(app, principal);
});

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
