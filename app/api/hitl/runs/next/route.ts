import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { runAnswer } from "@/lib/http/run-answer";
import { claimNext } from "@/lib/orchestrator/decisions/claim-next";

export const POST = route(endpoints.claimNextRun, async ({ app, principal }) => {
  const runId = await claimNext(app.engine.context, principal);
  return runId === null ? { body: undefined } : runAnswer({ app, principal, runId });
});

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
