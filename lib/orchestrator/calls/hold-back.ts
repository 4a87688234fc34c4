import type { HeldBack } from "@/lib/contracts/parts";
import { asSaid, english, said } from "@/lib/contracts/sentences";
import type { RunState } from "@/lib/core/state";
import type { Provider, Wait } from "@/lib/providers/contract";
import type { StoredRun } from "@/lib/store/runs/load-run";
import type { Context } from "../context";
import { type AnyWait, holdsStillOn } from "../holds/wait-of-hold";
import { perform } from "../perform";
import type { Plan } from "../plan";
import { providerOf } from "../requests/stored-model";
import { attemptInHand } from "./attempt-in-hand";
import { later } from "./later";

/** Until when a provider is to be left alone, and why; null when it may be asked. */
export function restOf(context: Context, provider: Provider): Wait | null {
  const { limited, retry_at, reason, said: says } = provider.getRateLimitStatus();
  if (!limited) return null;
  const until = retry_at ? new Date(retry_at) : later(context, context.limits.backoff.first);
  const asked = said("asked_to_wait", { label: provider.label });
  return { kind: "provider_rest", until, reason: asSaid(says ?? reason ?? asked) };
}

/** A wait as the log keeps it. */
export function heldBack({ kind, hold_id, until, reason }: AnyWait): HeldBack {
  const held = { kind, until: until?.toISOString() ?? null, message: english(reason), said: reason };
  return hold_id === undefined ? held : { ...held, hold_id };
}

/** Whether the log says of a wait already that it lasts so long. */
function isTold(known: HeldBack | undefined, { kind, hold_id, until }: AnyWait): boolean {
  if (known?.kind !== kind || known.hold_id !== hold_id) return false;
  return known.until === null || (until !== null && Date.parse(known.until) >= until.getTime());
}

/** What writes into the log that an attempt waits; null where that is told, too short to tell, or over. */
function tellingOf(
  { limits }: Context,
  { state }: StoredRun,
  now: Date,
  number: number,
  wait: AnyWait,
): Plan | null {
  const attempt = attemptInHand(state, number);
  const isShort = wait.until !== null && wait.until.getTime() - now.getTime() < limits.tellWaits;
  if (!attempt || isShort || isTold(attempt.held_back_by, wait)) return null;
  return {
    command: {
      type: "report_wait",
      attempt: number,
      held_back_by: heldBack(wait),
      fruitless: attempt.fruitless ?? 0,
      message: said("held_back", { why: wait.reason }),
    },
  };
}

/**
 * Writes into the run's log that an attempt waits for something that is not its own, so that everybody sees it, on
 * every instance; a wait that is over before anybody has read of it is not worth an entry.
 * @returns when the attempt goes on
 */
export async function holdBack(
  context: Context,
  runId: string,
  number: number,
  wait: AnyWait,
): Promise<Date> {
  await perform(context, runId, (stored, now) => tellingOf(context, stored, now, number, wait));
  return lookAgainAt(context, wait);
}

/**
 * When an attempt looks again. A hold may be ended before its time, and by another clock than ours: it is looked at now
 * and then, and never at once.
 */
function lookAgainAt(context: Context, { kind, until }: AnyWait): Date {
  if (until && kind !== "hold") return until;
  const latest = later(context, context.limits.lookAtHolds).getTime();
  const earliest = later(context, context.limits.backoff.first).getTime();
  return new Date(Math.max(earliest, Math.min(latest, until?.getTime() ?? latest)));
}

/**
 * Says of an attempt that it waits for a place among the calls to its provider; others that wait for an answer have
 * them all. It is said anew when that time is over and it still waits.
 */
export async function holdForPlace(context: Context, runId: string, number: number): Promise<void> {
  await perform(context, runId, async (stored, now) => {
    // Looked at anew before each try: it may have had its turn meanwhile, and wait for something else.
    const holds = await holdsStillOn(context, [stored.state]);
    if (heldBackView(stored.state, now, holds)) return null;
    const reason = said("places_taken", { label: providerOf(context, stored).label });
    // Each of these is given up by then, or has told something.
    const until = later(context, context.limits.lookupTimeout);
    return tellingOf(context, stored, now, number, { kind: "slot", until, reason });
  });
}

/**
 * What holds a run back, as the wire shows it; a time or a hold that is over holds nobody back.
 * @param holds the ids of the holds that are on, of those that the run may name
 */
export function heldBackView(
  { status, step, attempt }: RunState,
  now: Date,
  holds: ReadonlySet<string>,
): HeldBack | null {
  const held = attempt?.held_back_by ?? null;
  if (!held || status !== "running" || step !== "api_call" || attempt?.phase === "settled") return null;
  if (held.hold_id !== undefined && !holds.has(held.hold_id)) return null;
  return held.until === null || Date.parse(held.until) > now.getTime() ? held : null;
}
