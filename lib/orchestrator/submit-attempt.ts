import type { AttemptState } from "@/lib/core/state";
import type { Prediction } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/provider-error";
import { loadRun, type StoredRun } from "@/lib/store/load-run";
import { attemptInHand } from "./attempt-in-hand";
import type { Context } from "./context";
import { failureOf } from "./failure-of";
import { later } from "./later";
import { backoffAfter } from "./limits";
import { perform } from "./perform";
import { signedCall } from "./provider-call";
import { lookUpAttempt } from "./reconcile-attempt";
import { recordSubmission } from "./record-submission";
import { providerOf } from "./stored-model";

/** Takes the fence; null when somebody else has it, and then nothing may be sent. */
async function takeFence(context: Context, runId: string, number: number): Promise<AttemptState | null> {
  let taken = false;
  const run = await perform(context, runId, (stored, now) => {
    taken = attemptInHand(stored.state, number)?.phase === "prepared";
    if (!taken) return null;
    const lease_until = new Date(now.getTime() + context.limits.submitLease).toISOString();
    return { command: { type: "begin_submission", attempt: number, lease_until } };
  });
  return taken ? run.attempt : null;
}

async function refused(
  context: Context,
  runId: string,
  attempt: AttemptState,
  error: ProviderError,
): Promise<Date | null> {
  const { number, fence, delays } = attempt;
  if (error.kind === "temporary" && delays < context.limits.maxDelays) {
    const wait = error.retryAfterMs ?? backoffAfter(context.limits, delays + 1);
    const reason = `${error.message}; trying again in ${Math.ceil(wait / 1000)} s`;
    const run = await perform(context, runId, ({ state }) =>
      attemptInHand(state, number)
        ? { command: { type: "delay_submission", attempt: number, fence, reason } }
        : null,
    );
    return attemptInHand(run, number) ? later(context, wait) : null;
  }
  await perform(context, runId, ({ state }) =>
    attemptInHand(state, number)
      ? {
          command: {
            type: "settle_failed",
            attempt: number,
            provider_id: null,
            provider_ms: null,
            error: failureOf(error),
          },
        }
      : null,
  );
  return null;
}

/** Sends the call once, exactly as it was signed, under a fence that was committed before. */
export async function submitAttempt(
  context: Context,
  stored: StoredRun,
  prepared: AttemptState,
): Promise<Date | null> {
  const { run_id } = stored.state;
  const provider = providerOf(context, stored);
  const signed = await signedCall(context, stored, prepared);
  if ("issue" in signed) {
    const { issue } = signed;
    await perform(context, run_id, ({ state }) =>
      attemptInHand(state, prepared.number)
        ? { command: { type: "dispatch_refused", attempt: prepared.number, issue } }
        : null,
    );
    return null;
  }
  const { limited, retry_at } = provider.getRateLimitStatus();
  if (limited) return retry_at ? new Date(retry_at) : later(context, context.limits.backoff.first);
  const attempt = await takeFence(context, run_id, prepared.number);
  if (!attempt) return null;
  let prediction: Prediction;
  try {
    context.reached("call:before-send");
    prediction = await provider.execute.submit(
      signed.call,
      AbortSignal.timeout(context.limits.submitTimeout),
    );
    context.reached("call:after-answer");
  } catch (error) {
    if (error instanceof ProviderError && error.kind !== "unknown")
      return refused(context, run_id, attempt, error);
    context.log.warn(
      { run_id, attempt: attempt.number, err: error },
      "The outcome of a call is unknown; looking it up",
    );
    return lookUpAttempt(context, await loadRun(context.db.prisma, run_id), attempt);
  }
  return recordSubmission(context, stored, attempt, prediction);
}
