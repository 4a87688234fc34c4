import { CancelBody } from "@/lib/contracts/decide";
import { RunParams } from "@/lib/http/decision-route";
import { route } from "@/lib/http/route";
import { decidedAnswer, replayDecision } from "@/lib/http/run-answer";
import { cancelRun } from "@/lib/orchestrator/cancel";

export const POST = route(
  { role: "requester", body: CancelBody, params: RunParams, replay: replayDecision },
  async ({ app, principal, params, body, idempotency, prefer }) => {
    await cancelRun(app.engine.context, params.id, { principal, idempotency }, body);
    return decidedAnswer({ app, principal, runId: params.id }, prefer);
  },
);
