import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { replayDecision, runAnswer } from "@/lib/http/answers/run-answer";
import { route } from "@/lib/http/route/route";
import { claimNext } from "@/lib/orchestrator/decisions/claim-next";

export const POST = route(
  { ...endpoints.claimNextRun, replay: replayDecision },
  async ({ app, principal, idempotency }) => {
    const runId = await claimNext(app.engine.context, principal, idempotency);
    return runId === null ? { body: undefined } : runAnswer({ app, principal, runId });
  },
);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
