import { ProviderError } from "@/lib/providers/provider-error";
import { loadRun } from "@/lib/store/load-run";
import type { Context } from "./context";
import { signedCall } from "./provider-call";
import { providerOf } from "./stored-model";
import { takenIds } from "./taken-ids";

/**
 * Stops a cancelled run's call at the provider, looking it up when its id was never recorded.
 * @throws ProviderError `temporary` so that the job is tried again
 */
export async function cancelCall(context: Context, runId: string, number: number): Promise<void> {
  const stored = await loadRun(context.db.prisma, runId);
  const { attempt } = stored.state;
  if (!attempt || attempt.number !== number) return;
  const provider = providerOf(context, stored);
  if (!provider.supportsCancellation) return;
  const signal = AbortSignal.timeout(context.limits.lookupTimeout);
  try {
    let id = attempt.provider_id;
    if (!id) {
      const signed = await signedCall(context, stored, attempt);
      if ("issue" in signed) return;
      const notBefore = attempt.submitted_at ?? stored.state.created_at;
      // Another run may have asked for the very same: its call is not ours to stop.
      const taken = await takenIds(context, { runId, number, notBefore });
      id = (await provider.execute.find({ ...signed.call, notBefore, taken }, signal))?.id ?? null;
    }
    if (id) await provider.execute.cancel(id, signal);
  } catch (error) {
    // It is over already, or cannot be cancelled: the run has ended either way.
    if (error instanceof ProviderError && error.kind !== "temporary") return;
    throw error;
  }
}
