import { getVersion } from "@/lib/orchestrator/reading/get-run";
import { hasEnded, waitForEnd } from "@/lib/orchestrator/reading/rest";
import type { Replay } from "../route/idempotency";
import { stopSignal } from "../streams/streams";
import { runAnswer, withPreference } from "./run-answer";

/** A question as an answer, after as long a wait for its end as the client prefers: 200 when it has ended, 202 before. */
export const questionAnswer: Replay = async ({ prefer, ...asked }) => {
  const { context } = asked.app.engine;
  // Before anything is waited for: whoever may not see a run does not learn when it ends either.
  await getVersion(context, asked.principal, asked.runId);
  const run = await waitForEnd(context, asked.runId, (prefer.waitSeconds ?? 0) * 1000, stopSignal());
  return withPreference(await runAnswer(asked, hasEnded(run) ? 200 : 202), prefer);
};
