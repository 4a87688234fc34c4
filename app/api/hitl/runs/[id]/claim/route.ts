import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { replayDecision, runAnswer } from "@/lib/http/answers/run-answer";
import { route } from "@/lib/http/route/route";
import { claimRun } from "@/lib/orchestrator/decisions/claim";

export const POST = route(
  { ...endpoints.claimRun, replay: replayDecision },
  async ({ app, principal, params, idempotency }) => {
    await claimRun(app.engine.context, params.id, { principal, idempotency });
    return runAnswer({ app, principal, runId: params.id });
  },
);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
