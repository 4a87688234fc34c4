import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { replayDecision, runAnswer } from "@/lib/http/answers/run-answer";
import { route } from "@/lib/http/route/route";
import { commentOnRun } from "@/lib/orchestrator/decisions/comment";

export const POST = route(
  { ...endpoints.commentOnRun, replay: replayDecision },
  async ({ app, principal, params, body, idempotency }) => {
    await commentOnRun(app.engine.context, params.id, { principal, idempotency }, body);
    return runAnswer({ app, principal, runId: params.id }, 201);
  },
);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
