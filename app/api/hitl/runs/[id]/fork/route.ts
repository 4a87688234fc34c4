import { endpoints } from "@/lib/contracts/endpoints";
import { defaultWaitSeconds } from "@/lib/http/limits";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { restedAnswer } from "@/lib/http/run-answer";
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
