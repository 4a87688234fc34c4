import type { AttemptState } from "@/lib/core/state";
import type { Prediction } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/provider-error";
import type { StoredRun } from "@/lib/store/load-run";
import { attemptInHand } from "./attempt-in-hand";
import type { Context } from "./context";
import { failureOf } from "./failure-of";
import { perform } from "./perform";
import { settlePrediction } from "./settle-prediction";
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

/** Asks the provider how an accepted call is doing. @returns when to ask again, or null when it is settled */
export async function followAttempt(
  context: Context,
  stored: StoredRun,
  attempt: AttemptState,
): Promise<Date | null> {
  const { run_id } = stored.state;
  const { number, provider_id } = attempt;
  if (!provider_id) throw new Error(`Attempt ${number} of ${run_id} was submitted but has no provider id`);
  const { poll, lookupTimeout } = context.limits;
  const now = context.clock().getTime();
  const elapsed = now - Date.parse(attempt.submitted_at ?? stored.state.updated_at);
  const next = new Date(now + Math.min(poll.most, Math.max(poll.least, elapsed / 4)));
  let prediction: Prediction;
  try {
    prediction = await providerOf(context, stored).execute.get(
      provider_id,
      AbortSignal.timeout(lookupTimeout),
    );
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind !== "permanent") return next;
    await perform(context, run_id, ({ state }) =>
      attemptInHand(state, number)
        ? {
            command: {
              type: "settle_failed",
              attempt: number,
              provider_id,
              provider_ms: null,
              error: failureOf(error),
            },
          }
        : null,
    );
    return null;
  }
  if (await settlePrediction(context, stored, number, prediction)) return null;
  if (prediction.progress !== null) await reportProgress(context, run_id, attempt, prediction.progress);
  return next;
}
