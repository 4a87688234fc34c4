import { endpoints } from "@/lib/contracts/endpoints";
import { versionOf } from "@/lib/http/if-match";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { decidedAnswer, replayDecision } from "@/lib/http/run-answer";
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
