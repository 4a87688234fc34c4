import { setTimeout as sleep } from "node:timers/promises";
import { said } from "@/lib/contracts/sentences";
import type { Context } from "@/lib/orchestrator/context";
import { sendWithin } from "@/lib/orchestrator/limits";
import type { Execution, Prediction, Provider, ProviderCall } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/provider-error";
import { oneShotLimits } from "./limits";

const running = (prediction: Prediction) =>
  prediction.status === "starting" || prediction.status === "processing";

/**
 * Waits for a place at a provider that is asked no more than its budget allows.
 * @throws ProviderError when there is none in time
 */
export async function placeAt(provider: Provider): Promise<void> {
  const end = performance.now() + oneShotLimits.deadline;
  for (let wait = provider.admit?.(); wait; wait = provider.admit?.()) {
    const ms = wait.until.getTime() - Date.now();
    if (performance.now() + ms > end) throw new ProviderError("temporary", wait.reason, { status: 429 });
    await sleep(Math.max(ms, oneShotLimits.poll.least));
  }
}

/**
 * Makes one call and waits for its end; nothing is tried again, as ever on this path.
 * @param execute the provider's calls for this run
 * @param fencedAt when its fence was taken, by `performance.now()`
 * @param accepted told the provider's id as soon as it is known
 * @throws ProviderError
 */
export async function callOnce(
  { limits }: Context,
  provider: Provider,
  execute: Execution,
  call: ProviderCall,
  fencedAt: number,
  accepted: (id: string) => Promise<void>,
): Promise<Prediction> {
  const begun = performance.now();
  const end = begun + oneShotLimits.deadline;
  // A hold that came meanwhile counts on it: what was let through is on its way by then, or never will be.
  if (begun - fencedAt > sendWithin(limits)) throw new ProviderError("temporary", said("too_slow"));
  let prediction = await execute.submit(
    call,
    AbortSignal.timeout(provider.answersWithin ?? limits.submitTimeout),
  );
  await accepted(prediction.id);
  const { least, most } = oneShotLimits.poll;
  while (running(prediction)) {
    const elapsed = performance.now() - begun;
    if (performance.now() > end) return overdue(execute, prediction, limits.lookupTimeout);
    await sleep(Math.min(most, Math.max(least, elapsed / 4)));
    prediction = await look(execute, prediction, limits.lookupTimeout);
  }
  return prediction;
}

/** How the call is doing; a provider that cannot say so for the moment is asked again. */
async function look(execute: Execution, last: Prediction, timeout: number): Promise<Prediction> {
  try {
    return await execute.get(last.id, AbortSignal.timeout(timeout));
  } catch (error) {
    if (error instanceof ProviderError && error.kind !== "permanent") return last;
    throw error;
  }
}

async function overdue(execute: Execution, { id }: Prediction, timeout: number): Promise<never> {
  await execute.cancel(id, AbortSignal.timeout(timeout));
  throw new ProviderError("permanent", said("overdue_once", { seconds: oneShotLimits.deadline / 1000 }));
}
