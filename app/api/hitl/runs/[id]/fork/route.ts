import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { restedAnswer } from "@/lib/http/answers/run-answer";
import { defaultWaitSeconds } from "@/lib/http/limits";
import { route } from "@/lib/http/route/route";
import { forkRun } from "@/lib/orchestrator/requests/fork";

export const POST = route(
  {
    ...endpoints.forkRun,
    counts: "creates",
    replay: ({ prefer, ...asked }) => restedAnswer(asked, prefer.waitSeconds ?? defaultWaitSeconds),
  },
  async ({ app, principal, params, body, idempotency, prefer }) => {
    const run = await forkRun(app.engine.context, principal, params.id, body, idempotency);
    return restedAnswer({ app, principal, runId: run.run_id }, prefer.waitSeconds ?? defaultWaitSeconds);
  },
);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
