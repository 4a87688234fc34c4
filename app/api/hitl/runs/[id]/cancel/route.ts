import { CancelBody } from "@/lib/contracts/decide";
import { RunParams } from "@/lib/http/decision-route";
import { versionOf } from "@/lib/http/if-match";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { decidedAnswer, replayDecision } from "@/lib/http/run-answer";
import { cancelRun } from "@/lib/orchestrator/cancel";

export const POST = route(
  { role: "requester", body: CancelBody, params: RunParams, replay: replayDecision },
  async ({ app, principal, params, body, idempotency, ifMatch, prefer }) => {
    const question = { if_match: versionOf(ifMatch) };
    await cancelRun(app.engine.context, params.id, { principal, idempotency, question }, body);
    return decidedAnswer({ app, principal, runId: params.id }, prefer);
  },
);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
