import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { restedAnswer, withPreference } from "@/lib/http/answers/run-answer";
import { defaultWaitSeconds } from "@/lib/http/limits";
import type { Replay } from "@/lib/http/route/idempotency";
import { route } from "@/lib/http/route/route";
import { listRuns } from "@/lib/orchestrator/reading/list-runs";
import { createRun } from "@/lib/orchestrator/requests/create";

export const GET = route(endpoints.listRuns, async ({ app, principal, query }) => ({
  body: await listRuns(app.engine.context, principal, query),
}));

const created: Replay = async ({ prefer, ...asked }) =>
  withPreference(await restedAnswer(asked, prefer.waitSeconds ?? defaultWaitSeconds), prefer);

export const POST = route(
  { ...endpoints.createRun, replay: created, counts: "creates" },
  async ({ app, principal, body, idempotency, prefer }) => {
    const run = await createRun(app.engine.context, principal, body, idempotency);
    return created({ app, principal, runId: run.run_id, prefer });
  },
);

export const { PUT, PATCH, DELETE } = notAllowed("GET", "POST");
