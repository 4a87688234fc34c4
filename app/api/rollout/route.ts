import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { rolloutAnswer } from "@/lib/http/answers/rollout-answer";
import { route } from "@/lib/http/route/route";
import { changeRollout } from "@/lib/services/rollout/change-rollout";

export const GET = route(endpoints.getRollout, ({ app, principal }) => rolloutAnswer(app, principal));

export const PUT = route(endpoints.changeRollout, async ({ app, principal, body }) => {
  await changeRollout(app, principal, body, app.engine.context.clock());
  return rolloutAnswer(app, principal);
});

export const { POST, PATCH, DELETE } = notAllowed("GET", "PUT");
