import type { RunFailure } from "@/lib/contracts/parts";
import { said } from "@/lib/contracts/sentences";
import { failure } from "@/lib/core/failure";
import type { Execution, Prediction } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/provider-error";
import type { StoredRun } from "@/lib/store/runs/load-run";
import type { Context } from "../context";
import { providerOf } from "../requests/stored-model";

/** What a call that took too long becomes in the run. */
export function overdueFailure({ limits }: Context): RunFailure {
  const minutes = Math.round(limits.callDeadline / 60_000);
  return failure("provider_deadline", said("overdue", { minutes }));
}

/**
 * Cancels a call whose time is over, and looks once more: it may have ended at that very moment, and then its answer
 * counts.
 * @throws ProviderError `temporary` when the provider could not be told; the call may still cost money, so try again
 */
export async function callOff(
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
