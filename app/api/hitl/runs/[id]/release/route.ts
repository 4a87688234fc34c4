import { RunParams } from "@/lib/http/decision-route";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { runAnswer } from "@/lib/http/run-answer";
import { releaseRun } from "@/lib/orchestrator/claim";

export const POST = route({ role: "reviewer", params: RunParams }, async ({ app, principal, params }) => {
  await releaseRun(app.engine.context, principal, params.id);
  return runAnswer({ app, principal, runId: params.id });
});

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
