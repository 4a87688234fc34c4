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

/** Calls that other attempts are known to have made: they cannot be this one's. */
async function takenIds(
  context: Context,
  runId: string,
  number: number,
  notBefore: string,
): Promise<string[]> {
  const since = new Date(Date.parse(notBefore) - context.limits.clockTolerance);
  const rows = await context.db.prisma.attempt.findMany({
    where: { providerId: { not: null }, submittedAt: { gte: since }, NOT: { runId, number } },
    select: { providerId: true },
  });
  return rows.flatMap(({ providerId }) => providerId ?? []);
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
  const attempt = await takeOver(context, run_id, seen);
  if (!attempt)
    return attemptInHand(stored.state, seen.number) ? later(context, context.limits.poll.least) : null;
  const signed = await signedCall(context, stored, attempt);
  if ("issue" in signed) return giveUp(context, run_id, attempt.number, signed.issue.issue);
  const notBefore = attempt.submitted_at ?? stored.state.updated_at;
  let found: Prediction | null;
  try {
    const taken = await takenIds(context, run_id, attempt.number, notBefore);
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
  const { number, fence } = attempt;
  await perform(context, run_id, ({ state }) =>
    attemptInHand(state, number)?.fence === fence
      ? {
          command: {
            type: "delay_submission",
            attempt: number,
            fence,
            reason: "The provider never got the call; it is sent again",
          },
        }
      : null,
  );
  return context.clock();
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
