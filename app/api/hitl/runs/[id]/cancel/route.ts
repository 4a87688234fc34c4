import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { decidedAnswer, replayDecision } from "@/lib/http/answers/run-answer";
import { versionOf } from "@/lib/http/route/if-match";
import { route } from "@/lib/http/route/route";
import { cancelRun } from "@/lib/orchestrator/decisions/cancel";

export const POST = route(
  { ...endpoints.cancelRun, replay: replayDecision },
  async ({ app, principal, params, body, idempotency, ifMatch, prefer }) => {
    const question = { if_match: versionOf(ifMatch) };
    await cancelRun(app.engine.context, params.id, { principal, idempotency, question }, body);
    return decidedAnswer({ app, principal, runId: params.id }, prefer);
  },
);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
