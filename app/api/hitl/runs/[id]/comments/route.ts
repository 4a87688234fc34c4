import { CommentBody } from "@/lib/contracts/decide";
import { RunParams } from "@/lib/http/decision-route";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { replayDecision, runAnswer } from "@/lib/http/run-answer";
import { commentOnRun } from "@/lib/orchestrator/comment";

export const POST = route(
  { role: "requester", body: CommentBody, params: RunParams, replay: replayDecision },
  async ({ app, principal, params, body, idempotency }) => {
    await commentOnRun(app.engine.context, params.id, { principal, idempotency }, body);
    return runAnswer({ app, principal, runId: params.id }, 201);
  },
);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
