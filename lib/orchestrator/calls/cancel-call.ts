import type { AttemptState } from "@/lib/core/state";
import { ProviderError } from "@/lib/providers/provider-error";
import { loadRun } from "@/lib/store/runs/load-run";
import { eraseSecrets } from "@/lib/store/runs/sealed-secrets";
import type { Context } from "../context";
import { providerOf } from "../requests/stored-model";
import { callsOf } from "../secrets/calls";
import { sentCall } from "./bring-files";
import { signedCall } from "./provider-call";
import { takenIds } from "./taken-ids";

/**
 * When a call that is not at the provider now cannot be on its way there any more either: whoever was sending it
 * may have died with it, and nobody else would cancel what arrives then. Null when that time is over.
 */
function lookAgain({ clock, limits }: Context, { lease_until, phase }: AttemptState): Date | null {
  if (phase !== "submitting" || lease_until === null) return null;
  const surely = Date.parse(lease_until) + limits.lookApart;
  return surely > clock().getTime() ? new Date(surely) : null;
}

/**
 * Stops a cancelled run's call at the provider, looking it up when its id was never recorded.
 * @returns when to look again, because the call may still arrive there, or null
 * @throws ProviderError `temporary` so that the job is tried again
 */
export async function cancelCall(context: Context, runId: string, number: number): Promise<Date | null> {
  const again = await stopCall(context, runId, number);
  // They were only kept so that the call could be found.
  if (again === null) await context.db.write((rows) => eraseSecrets(rows, runId));
  return again;
}

async function stopCall(context: Context, runId: string, number: number): Promise<Date | null> {
  const stored = await loadRun(context.db.prisma, runId);
  const { attempt } = stored.state;
  if (!attempt || attempt.number !== number) return null;
  const provider = providerOf(context, stored);
  if (!provider.supportsCancellation) return null;
  const signal = AbortSignal.timeout(context.limits.lookupTimeout);
  const calls = await callsOf(context, runId, provider);
  try {
    let id = attempt.provider_id;
    if (!id) {
      const signed = await signedCall(context, stored, attempt, calls);
      if ("issue" in signed) return null;
      const sent = await sentCall(context, runId, attempt, signed.call);
      if (sent === null) return null;
      const notBefore = attempt.submitted_at ?? stored.state.created_at;
      // Another run may have asked for the very same: its call is not ours to stop.
      const taken = await takenIds(context, { runId, number, notBefore });
      id = (await calls.execute.find({ ...sent, notBefore, taken }, signal))?.id ?? null;
    }
    if (!id) return lookAgain(context, attempt);
    await calls.execute.cancel(id, signal);
    return null;
  } catch (error) {
    // It is over already, or cannot be cancelled: the run has ended either way.
    if (error instanceof ProviderError && error.kind !== "temporary") return null;
    throw error;
  }
}
