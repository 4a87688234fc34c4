import { CodedError } from "@/lib/core/errors";
import type { AttemptState } from "@/lib/core/state";
import type { Prediction } from "@/lib/providers/contract";
import { isUniqueViolation } from "@/lib/store/connection/unique-violation";
import type { StoredRun } from "@/lib/store/runs/load-run";
import type { Context } from "../context";
import { perform } from "../perform";
import type { Plan } from "../plan";
import { providerOf } from "../requests/stored-model";
import { callsOf } from "../secrets/calls";
import { attemptInHand } from "./attempt-in-hand";
import { later } from "./later";
import { planSuccess, settlePrediction } from "./settle-prediction";

/** The answer that came with the id, if there is one; nothing odd about it keeps the id from being recorded (law 3). */
function answerIn(attempt: number, prediction: Prediction): Plan | null {
  try {
    return planSuccess(attempt, prediction);
  } catch {
    return null;
  }
}

/**
 * Writes down the provider's id for the attempt, and goes on from what the provider said: an answer that came with the
 * id is recorded together with it, so that no end of the process comes between the two; where that fails, the id alone.
 * A run that was cancelled while the call was on its way has the call cancelled at the provider.
 */
export async function recordSubmission(
  context: Context,
  stored: StoredRun,
  attempt: AttemptState,
  prediction: Prediction,
): Promise<Date | null> {
  const { run_id } = stored.state;
  const { number, fence } = attempt;
  const answered = answerIn(number, prediction);
  const recorded: Plan = {
    command: { type: "record_submission", attempt: number, fence, provider_id: prediction.id },
    ...(answered && { next: answered }),
  };
  let run: StoredRun["state"];
  let inHand = false;
  try {
    run = await perform(context, run_id, ({ state }) => {
      inHand = attemptInHand(state, number) !== null;
      return inHand ? recorded : null;
    });
  } catch (error) {
    // Another worker took the attempt over and has found the call by itself, or a run that asked for the very same
    // has adopted this one: then it is looked up again, and never shared (law 3).
    if ((error instanceof CodedError && error.code === "invalid_state") || isUniqueViolation(error))
      return later(context, context.limits.poll.least);
    throw error;
  }
  if (!inHand) {
    const { execute } = await callsOf(context, run_id, providerOf(context, stored));
    await execute.cancel(prediction.id, AbortSignal.timeout(context.limits.lookupTimeout));
    return null;
  }
  if (!attemptInHand(run, number)) return null;
  const settled = await settlePrediction(context, stored, number, prediction);
  return settled ? null : later(context, context.limits.poll.least);
}
