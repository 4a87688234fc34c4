import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { rolloutAnswer } from "@/lib/http/answers/rollout-answer";
import { route } from "@/lib/http/route/route";
import { rollBack } from "@/lib/services/rollout/roll-back";

export const POST = route(endpoints.rollBack, async ({ app, principal, body }) => {
  await rollBack(app, principal, body.why, app.engine.context.clock());
  return rolloutAnswer(app, principal);
});

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
