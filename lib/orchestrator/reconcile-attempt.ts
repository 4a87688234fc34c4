import type { AttemptState } from "@/lib/core/state";
import type { Prediction } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/provider-error";
import type { StoredRun } from "@/lib/store/load-run";
import { attemptInHand } from "./attempt-in-hand";
import type { Context } from "./context";
import { later } from "./later";
import { backoffAfter } from "./limits";
import { perform } from "./perform";
import { signedCall } from "./provider-call";
import { recordSubmission } from "./record-submission";
import { providerOf } from "./stored-model";
import { takenIds } from "./taken-ids";

async function takeOver(context: Context, runId: string, seen: AttemptState): Promise<AttemptState | null> {
  let taken = false;
  const run = await perform(context, runId, ({ state }, now) => {
    const attempt = attemptInHand(state, seen.number);
    taken = attempt?.phase === "submitting" && attempt.fence === seen.fence;
    if (!taken) return null;
    const lease_until = new Date(now.getTime() + context.limits.lookupTimeout).toISOString();
    return { command: { type: "renew_lease", attempt: seen.number, lease_until } };
  });
  return taken ? run.attempt : null;
}

async function giveUp(context: Context, runId: string, number: number, why: string): Promise<null> {
  await perform(context, runId, ({ state }) =>
    attemptInHand(state, number)
      ? {
          command: {
            type: "settle_unknown",
            attempt: number,
            error: {
              code: "unknown_outcome",
              message: `Nobody can say whether the provider was called: ${why}`,
              temporary: false,
            },
          },
        }
      : null,
  );
  return null;
}

/**
 * Looks an attempt of unknown outcome up at the provider: adopts the call when it is there, prepares the attempt
 * again when it is surely absent, and asks a person when nobody can know (law 3).
 */
export async function lookUpAttempt(
  context: Context,
  stored: StoredRun,
  seen: AttemptState,
): Promise<Date | null> {
  const { run_id } = stored.state;
  // While the provider is down, asking it would only use up the tries after which a person is asked.
  const { limited, retry_at } = providerOf(context, stored).getRateLimitStatus();
  if (limited && retry_at) return new Date(retry_at);
  const attempt = await takeOver(context, run_id, seen);
  if (!attempt)
    return attemptInHand(stored.state, seen.number) ? later(context, context.limits.poll.least) : null;
  const signed = await signedCall(context, stored, attempt);
  if ("issue" in signed) return giveUp(context, run_id, attempt.number, signed.issue.issue);
  const notBefore = attempt.submitted_at ?? stored.state.updated_at;
  let found: Prediction | null;
  try {
    const taken = await takenIds(context, { runId: run_id, number: attempt.number, notBefore });
    const query = { ...signed.call, notBefore, taken };
    found = await providerOf(context, stored).execute.find(
      query,
      AbortSignal.timeout(context.limits.lookupTimeout),
    );
    context.reached("lookup:after-answer");
  } catch (error) {
    const final = error instanceof ProviderError && error.kind !== "temporary";
    const why = error instanceof Error ? error.message : "the look-up failed";
    if (final || attempt.fence > context.limits.maxLookups)
      return giveUp(context, run_id, attempt.number, why);
    return later(context, backoffAfter(context.limits, attempt.fence));
  }
  if (found) return recordSubmission(context, stored, attempt, found);
  const certainAt = Date.parse(notBefore) + context.limits.absentAfter;
  if (context.clock().getTime() < certainAt) return new Date(certainAt);
  return absent(context, run_id, attempt);
}

/** The provider surely did not accept: it is sent again, as often as a busy provider would be asked again. */
async function absent(context: Context, runId: string, attempt: AttemptState): Promise<Date | null> {
  const { number, fence, delays } = attempt;
  const spent = delays >= context.limits.maxDelays;
  const error = {
    code: "provider_error",
    message: `The provider did not take the call in ${delays + 1} tries`,
    temporary: true,
  };
  const reason = "The provider never got the call; it is sent again";
  await perform(context, runId, ({ state }) => {
    if (attemptInHand(state, number)?.fence !== fence) return null;
    return {
      command: spent
        ? { type: "settle_failed", attempt: number, provider_id: null, provider_ms: null, error }
        : { type: "delay_submission", attempt: number, fence, reason },
    };
  });
  return spent ? null : later(context, backoffAfter(context.limits, delays + 1));
}

/** An attempt somebody was submitting: after their lease it is ours to look up. */
export async function reconcileAttempt(
  context: Context,
  stored: StoredRun,
  attempt: AttemptState,
): Promise<Date | null> {
  const lease = attempt.lease_until ? new Date(attempt.lease_until) : null;
  if (lease && lease > context.clock()) return lease;
  return lookUpAttempt(context, stored, attempt);
}
