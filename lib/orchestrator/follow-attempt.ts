import type { AttemptState } from "@/lib/core/state";
import type { Prediction } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/provider-error";
import type { StoredRun } from "@/lib/store/load-run";
import { attemptInHand } from "./attempt-in-hand";
import { callOff, overdueFailure } from "./call-deadline";
import type { Context } from "./context";
import { failureOf } from "./failure-of";
import { perform } from "./perform";
import { settleFailure, settlePrediction } from "./settle-prediction";
import { providerOf } from "./stored-model";

/** Progress smaller than this is not worth a log entry. */
const progressStep = 0.1;

async function reportProgress(
  context: Context,
  runId: string,
  seen: AttemptState,
  progress: number,
): Promise<void> {
  if (progress - (seen.progress ?? 0) < progressStep) return;
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
): Promise<Date | null> {
  const { run_id } = stored.state;
  const { number, provider_id } = attempt;
  if (!provider_id) throw new Error(`Attempt ${number} of ${run_id} was submitted but has no provider id`);
  const { lookupTimeout, callDeadline } = context.limits;
  const elapsed = context.clock().getTime() - Date.parse(attempt.submitted_at ?? stored.state.updated_at);
  const overdue = elapsed >= callDeadline;
  const next = nextLook(context, stored, elapsed);
  let prediction: Prediction;
  try {
    const { execute } = providerOf(context, stored);
    prediction = await execute.get(provider_id, AbortSignal.timeout(lookupTimeout));
    const running = prediction.status === "starting" || prediction.status === "processing";
    if (overdue && running) prediction = await callOff(context, stored, prediction);
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind !== "permanent") return laterOf(context, next, error);
    await settleFailure(context, stored, number, { id: provider_id }, failureOf(error));
    return null;
  }
  if (overdue && prediction.status !== "succeeded" && prediction.status !== "failed") {
    await settleFailure(context, stored, number, prediction, overdueFailure(context));
    return null;
  }
  if (await settlePrediction(context, stored, number, prediction)) return null;
  if (prediction.progress !== null) await reportProgress(context, run_id, attempt, prediction.progress);
  return next;
}

/** The later of the next look and of when the provider asks to come back. */
function laterOf(context: Context, next: Date, error: unknown): Date {
  const wait = error instanceof ProviderError ? (error.retryAfterMs ?? 0) : 0;
  return new Date(Math.max(next.getTime(), context.clock().getTime() + wait));
}
