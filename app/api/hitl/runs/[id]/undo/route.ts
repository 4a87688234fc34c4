import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { decidedAnswer, replayDecision } from "@/lib/http/answers/run-answer";
import { route } from "@/lib/http/route/route";
import { undoDecision } from "@/lib/orchestrator/decisions/undo";

export const POST = route(
  { ...endpoints.undoDecision, replay: replayDecision },
  async ({ app, principal, params, body, idempotency, prefer }) => {
    await undoDecision(app.engine.context, params.id, { principal, idempotency }, body);
    return decidedAnswer({ app, principal, runId: params.id }, prefer);
  },
);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
