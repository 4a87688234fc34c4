import type { AttemptFinished, RunEvent } from "../events";
import type { RevisionRef, RunState } from "../state";

/** An attempt that is or was to be made, and the revision of the payload that it sends. */
interface Ahead {
  attempt: number;
  revision: number;
}

/** What a transition does to the money that calls may cost. */
export type Stake = Ahead &
  (
    | {
        /** A call is approved: what it may cost is set aside. */
        does: "reserve";
      }
    | {
        /** A call that was made is taken over; what was set aside for it goes along. */
        does: "take_over";
      }
    | {
        /** A call has ended. */
        does: "bill";
        /** Null without a bill: then it cost what was set aside. */
        usd: number | null;
      }
    | {
        /** Nothing was called, and that is known. */
        does: "give_back";
      }
  );

/** The attempt that is to be made, or may still be: null where none is. */
function attemptAhead({ held, attempt }: RunState): Ahead | null {
  const ahead = (number: number, { revision }: Pick<RevisionRef, "revision">) => ({
    attempt: number,
    revision,
  });
  if (held?.next.kind === "pass_payload" || (held?.next.kind === "call" && held.next.adopt === null))
    return ahead((attempt?.number ?? 0) + 1, held.next.signed);
  return attempt && attempt.phase !== "settled" ? ahead(attempt.number, attempt) : null;
}

/** Whether a call that failed without an id surely never was: the older path looks up none that may have been. */
function surelyNotCalled({ one_shot }: RunState, { error, outcome }: AttemptFinished): boolean {
  if (outcome === "cancelled" || !one_shot || !error) return true;
  return error.code === "rate_limit_exceeded" || (error.code === "provider_error" && !error.temporary);
}

/** Of a call whose outcome nobody knows, what was set aside stays so. */
function ended(after: RunState, event: RunEvent): Stake[] {
  if (event.type !== "attempt_finished") return [];
  const { number: attempt, outcome, provider_id, billed_usd } = event.data;
  const of = { attempt, revision: after.attempt?.revision ?? 0 };
  if (outcome === "unknown") return [];
  if (outcome === "succeeded" || provider_id !== null || billed_usd !== undefined)
    return [{ ...of, does: "bill", usd: billed_usd ?? null }];
  return surelyNotCalled(after, event.data) ? [{ ...of, does: "give_back" }] : [];
}

const endings = new Set<RunEvent["type"]>(["run_cancelled", "run_failed", "run_expired"]);
const isEnd = ({ type }: RunEvent) => endings.has(type);

/** A held decision that is taken back or whose run ends, and an attempt that is only prepared when its run ends. */
function neverSent(before: RunState, events: readonly RunEvent[]): boolean {
  if (events.some(({ type }) => type === "attempt_finished")) return false;
  if (events.some(({ type }) => type === "decision_undone")) return true;
  return events.some(isEnd) && (before.held !== null || before.attempt?.phase === "prepared");
}

/**
 * What is to be set aside, billed or given back with a transition, in its own commit.
 * @param before null for a run that begins with it
 */
export function stakesOf(before: RunState | null, after: RunState, events: readonly RunEvent[]): Stake[] {
  const stakes = events.flatMap((event) => ended(after, event));
  const earlier = before && attemptAhead(before);
  if (before && earlier && neverSent(before, events)) stakes.push({ ...earlier, does: "give_back" });
  // Nobody hears of the bill of a call whose run has ended: it counts as what it might cost.
  else if (earlier && stakes.length === 0 && events.some(isEnd))
    stakes.push({ ...earlier, does: "bill", usd: null });
  const next = after.completed_at === null ? attemptAhead(after) : null;
  if (next && next.attempt !== earlier?.attempt) {
    const adopted = !after.held && after.attempt?.phase === "submitted";
    stakes.push({ ...next, does: adopted ? "take_over" : "reserve" });
  }
  return stakes;
}
