import type { Said } from "@/lib/contracts/said";
import { quoted, said } from "@/lib/contracts/sentences";
import { failure } from "@/lib/core/failure";
import { saidOfIssue } from "@/lib/core/issue";
import type { AttemptState } from "@/lib/core/state";
import type { Prediction } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/provider-error";
import type { StoredRun } from "@/lib/store/runs/load-run";
import type { Context } from "../context";
import { backoffAfter } from "../limits";
import { perform } from "../perform";
import { providerOf } from "../requests/stored-model";
import { callsOf } from "../secrets/calls";
import { attemptInHand } from "./attempt-in-hand";
import { sentCall } from "./bring-files";
import { restOf } from "./hold-back";
import { type Again, later } from "./later";
import { signedCall } from "./provider-call";
import { recordSubmission } from "./record-submission";
import { takenIds } from "./taken-ids";

/** What the provider said to a submission that it may have taken all the same. */
export interface Doubt {
  /** The status with which it turned the call away (5xx, 408); left out when no readable answer came. */
  answered?: number | undefined;
  /** Not sent again before so many milliseconds are over: it asked for that. */
  wait: number;
}

async function takeOver(
  context: Context,
  runId: string,
  seen: AttemptState,
  { answered }: Doubt,
): Promise<AttemptState | null> {
  let taken = false;
  const run = await perform(context, runId, ({ state }, now) => {
    const attempt = attemptInHand(state, seen.number);
    taken = attempt?.phase === "submitting" && attempt.fence === seen.fence;
    if (!taken) return null;
    const lease_until = new Date(now.getTime() + context.limits.lookupTimeout).toISOString();
    return { command: { type: "renew_lease", attempt: seen.number, lease_until, answered } };
  });
  return taken ? run.attempt : null;
}

/** Asks a person, unless somebody else took the attempt over meanwhile. */
async function giveUp(
  context: Context,
  runId: string,
  { number, fence }: AttemptState,
  why: Said,
): Promise<null> {
  await perform(context, runId, ({ state }) =>
    attemptInHand(state, number)?.fence === fence
      ? {
          command: {
            type: "settle_unknown",
            attempt: number,
            error: failure("unknown_outcome", said("call_unknown", { why })),
          },
        }
      : null,
  );
  return null;
}

/**
 * Looks an attempt of unknown outcome up at the provider and adopts the call when it is there. When two looks some
 * time apart do not find it, a call that the provider turned away is sent again, and a person is asked about one that
 * got no answer, for that may still be on its way (law 3).
 * @returns when to look again, or null when the attempt is not in hand any more
 */
export async function lookUpAttempt(
  context: Context,
  stored: StoredRun,
  seen: AttemptState,
  doubt: Doubt = { wait: 0 },
): Promise<Again> {
  const { run_id } = stored.state;
  const provider = providerOf(context, stored);
  if (provider.looks === "none") {
    const own = await takeOver(context, run_id, seen, doubt);
    return own ? giveUp(context, run_id, own, said("never_looked_up", { label: provider.label })) : null;
  }
  // While the provider is down, asking it would only use up the tries after which a person is asked.
  const rest = restOf(context, provider);
  if (rest) {
    // That the call was turned away is known only now, and decides later whether it may be sent again.
    if (doubt.answered !== undefined) await takeOver(context, run_id, seen, doubt);
    return rest;
  }
  const attempt = await takeOver(context, run_id, seen, doubt);
  if (!attempt)
    return attemptInHand(stored.state, seen.number) ? later(context, context.limits.poll.least) : null;
  const calls = await callsOf(context, run_id, provider);
  const signed = await signedCall(context, stored, attempt, calls);
  if ("issue" in signed) return giveUp(context, run_id, attempt, saidOfIssue(signed.issue));
  const sent = await sentCall(context, run_id, attempt, signed.call);
  if (sent === null) return giveUp(context, run_id, attempt, said("lookup_failed"));
  const notBefore = attempt.submitted_at ?? stored.state.updated_at;
  let found: Prediction | null;
  try {
    const taken = await takenIds(context, { runId: run_id, number: attempt.number, notBefore });
    const query = { ...sent, notBefore, taken };
    found = await calls.execute.find(query, AbortSignal.timeout(context.limits.lookupTimeout));
    context.reached("lookup:after-answer");
  } catch (error) {
    if (error instanceof ProviderError && error.heldBack !== null) {
      const until = later(context, error.retryAfterMs ?? context.limits.backoff.first);
      return { kind: error.heldBack, until, reason: error.said };
    }
    const final = error instanceof ProviderError && error.kind !== "temporary";
    const why = error instanceof ProviderError ? error.said : wordsOf(error);
    const looks = attempt.search?.looks ?? 1;
    if (final || looks > context.limits.maxLookups) return giveUp(context, run_id, attempt, why);
    return later(context, backoffAfter(context.limits, looks));
  }
  if (found) return recordSubmission(context, stored, attempt, found);
  if (provider.looks === "certain") return sendAgain(context, run_id, attempt);
  return absent(context, run_id, attempt, doubt);
}

function wordsOf(error: unknown): Said {
  return error instanceof Error ? quoted(error.message) : said("lookup_failed");
}

/** Not found: the first time it is looked for once more, after that the way the call got lost decides. */
async function absent(
  context: Context,
  runId: string,
  attempt: AttemptState,
  { wait }: Doubt,
): Promise<Date | null> {
  const { number, fence, search } = attempt;
  const { lookApart } = context.limits;
  const since = search?.absent_at ?? null;
  if (since === null) {
    await perform(context, runId, ({ state }) =>
      attemptInHand(state, number)?.fence === fence
        ? { command: { type: "note_absence", attempt: number, fence } }
        : null,
    );
    return later(context, Math.max(lookApart, wait));
  }
  const next = Date.parse(since) + lookApart;
  if (context.clock().getTime() < next) return new Date(next);
  if (search?.answered != null) return sendAgain(context, runId, attempt);
  const seconds = Math.round(lookApart / 1000);
  return giveUp(context, runId, attempt, said("never_found", { seconds }));
}

/** The provider did not take the call: it is sent again, as often as a busy provider would be asked again. */
async function sendAgain(context: Context, runId: string, attempt: AttemptState): Promise<Date | null> {
  const { number, fence, delays } = attempt;
  const spent = delays >= context.limits.maxDelays;
  const error = failure("provider_error", said("never_taken", { tries: delays + 1 }), { temporary: true });
  const reason = said("sent_again");
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

/** An attempt somebody was submitting: after their lease it is ours to look up, and at once where they are gone for certain. */
export async function reconcileAttempt(
  context: Context,
  stored: StoredRun,
  attempt: AttemptState,
): Promise<Again> {
  const lease = attempt.lease_until ? new Date(attempt.lease_until) : null;
  const isLeft = context.sending.isLeft(stored.state.run_id, attempt.number);
  if (lease && lease > context.clock() && !isLeft) return lease;
  return lookUpAttempt(context, stored, attempt);
}
