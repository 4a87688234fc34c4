import type { RunFailure } from "@/lib/contracts/parts";
import { said } from "@/lib/contracts/sentences";
import { failure } from "@/lib/core/failure";
import type { AttemptState } from "@/lib/core/state";
import type { Execution, Prediction } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/provider-error";
import type { StoredRun } from "@/lib/store/runs/load-run";
import type { Context } from "../context";
import { perform } from "../perform";
import { providerOf } from "../requests/stored-model";
import { callsOf } from "../secrets/calls";
import { attemptInHand } from "./attempt-in-hand";
import { failureOf } from "./failure-of";
import type { Again } from "./later";
import { lookInVain } from "./look-in-vain";
import { settleFailure, settlePrediction } from "./settle-prediction";

/** What a call that took too long becomes in the run. */
function overdueFailure({ limits }: Context): RunFailure {
  const minutes = Math.round(limits.callDeadline / 60_000);
  return failure("provider_deadline", said("overdue", { minutes }));
}

/**
 * Cancels a call whose time is over, and looks once more: it may have ended at that very moment, and then its answer
 * counts.
 * @throws ProviderError `temporary` when the provider could not be told; the call may still cost money, so try again
 */
async function callOff(
  context: Context,
  stored: StoredRun,
  execute: Execution,
  prediction: Prediction,
): Promise<Prediction> {
  const { supportsCancellation } = providerOf(context, stored);
  if (!supportsCancellation) return prediction;
  const signal = AbortSignal.timeout(context.limits.lookupTimeout);
  try {
    await execute.cancel(prediction.id, signal);
  } catch (error) {
    // It may be over already: the look after it will tell.
    if (!(error instanceof ProviderError) || error.kind !== "permanent") throw error;
  }
  return execute.get(prediction.id, signal);
}

/** Progress smaller than this is not worth a log entry. */
const progressStep = 0.1;

/** Says that looking tells something again, after it did not or had to wait. */
async function reportAnswer(
  context: Context,
  runId: string,
  { number, held_back_by }: AttemptState,
): Promise<void> {
  const message = said(held_back_by?.kind === "slot" ? "has_place_again" : "told_again");
  await perform(context, runId, ({ state }) =>
    attemptInHand(state, number)
      ? { command: { type: "report_wait", attempt: number, held_back_by: null, fruitless: 0, message } }
      : null,
  );
}

async function reportProgress(
  context: Context,
  runId: string,
  seen: AttemptState,
  progress: number,
): Promise<void> {
  await perform(context, runId, ({ state }) =>
    attemptInHand(state, seen.number)
      ? { command: { type: "report_progress", attempt: seen.number, progress } }
      : null,
  );
}

/** When to look again: soon at first, then after a quarter of the time that has passed. */
function nextLook(context: Context, stored: StoredRun, elapsed: number): Date {
  const { poll, pollWithWebhooks } = context.limits;
  const reports = context.publicUrl?.startsWith("https:") && providerOf(context, stored).verifyWebhook;
  const most = reports ? Math.max(poll.most, pollWithWebhooks) : poll.most;
  return new Date(context.clock().getTime() + Math.min(most, Math.max(poll.least, elapsed / 4)));
}

/** Asks the provider how an accepted call is doing. @returns when to ask again, or null when it is settled */
export async function followAttempt(
  context: Context,
  stored: StoredRun,
  attempt: AttemptState,
): Promise<Again> {
  const { run_id } = stored.state;
  const { number, provider_id } = attempt;
  if (!provider_id) throw new Error(`Attempt ${number} of ${run_id} was submitted but has no provider id`);
  const { lookupTimeout, callDeadline } = context.limits;
  const at = context.clock();
  const elapsed = at.getTime() - Date.parse(attempt.submitted_at ?? stored.state.updated_at);
  const overdue = elapsed >= callDeadline;
  const next = nextLook(context, stored, elapsed);
  let prediction: Prediction;
  try {
    const { execute } = await callsOf(context, run_id, providerOf(context, stored));
    prediction = await execute.get(provider_id, AbortSignal.timeout(lookupTimeout));
    const running = prediction.status === "starting" || prediction.status === "processing";
    if (overdue && running) prediction = await callOff(context, stored, execute, prediction);
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind !== "permanent")
      return lookInVain(context, stored, attempt, { at, next, error });
    await settleFailure(context, stored, number, { id: provider_id }, failureOf(error));
    return null;
  }
  if (overdue && prediction.status !== "succeeded" && prediction.status !== "failed") {
    await settleFailure(context, stored, number, prediction, overdueFailure(context));
    return null;
  }
  if (await settlePrediction(context, stored, number, prediction)) return null;
  const { progress } = prediction;
  if (progress !== null && progress - (attempt.progress ?? 0) >= progressStep)
    await reportProgress(context, run_id, attempt, progress);
  else if (attempt.fruitless || attempt.held_back_by) await reportAnswer(context, run_id, attempt);
  return next;
}
