import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { replayDecision, runAnswer } from "@/lib/http/run-answer";
import { claimRun } from "@/lib/orchestrator/decisions/claim";

export const POST = route(
  { ...endpoints.claimRun, replay: replayDecision },
  async ({ app, principal, params, idempotency }) => {
    await claimRun(app.engine.context, params.id, { principal, idempotency });
    return runAnswer({ app, principal, runId: params.id });
  },
);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
