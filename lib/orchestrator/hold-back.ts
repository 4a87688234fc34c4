import type { HeldBack } from "@/lib/contracts/parts";
import { asSaid, english, said } from "@/lib/contracts/sentences";
import type { RunState } from "@/lib/core/state";
import type { Provider, Wait } from "@/lib/providers/contract";
import { loadRun } from "@/lib/store/load-run";
import { attemptInHand } from "./attempt-in-hand";
import type { Context } from "./context";
import { later } from "./later";
import { perform } from "./perform";
import { providerOf } from "./stored-model";

/** Until when a provider is to be left alone, and why; null when it may be asked. */
export function restOf(context: Context, provider: Provider): Wait | null {
  const { limited, retry_at, reason, said: says } = provider.getRateLimitStatus();
  if (!limited) return null;
  const until = retry_at ? new Date(retry_at) : later(context, context.limits.backoff.first);
  const asked = said("asked_to_wait", { label: provider.label });
  return { kind: "provider_rest", until, reason: asSaid(says ?? reason ?? asked) };
}

/** What a provider or its guard lets a call wait for, and what our own queue does. */
type AnyWait = Omit<Wait, "kind"> & Pick<HeldBack, "kind">;

/** A wait as the log keeps it. */
export function heldBack({ kind, until, reason }: AnyWait): HeldBack {
  return { kind, until: until.toISOString(), message: english(reason), said: reason };
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
  await perform(context, runId, ({ state }, now) => {
    const attempt = attemptInHand(state, number);
    const known = attempt?.held_back_by;
    const told = known?.kind === wait.kind && Date.parse(known.until) >= wait.until.getTime();
    if (!attempt || told || wait.until.getTime() - now.getTime() < context.limits.tellWaits) return null;
    return {
      command: {
        type: "report_wait",
        attempt: number,
        held_back_by: heldBack(wait),
        fruitless: attempt.fruitless ?? 0,
        message: said("held_back", { why: wait.reason }),
      },
    };
  });
  return wait.until;
}

/**
 * Says of an attempt that it waits for a place among the calls to its provider; others that wait for an answer have
 * them all. It is said anew when that time is over and it still waits.
 */
export async function holdForPlace(context: Context, runId: string, number: number): Promise<void> {
  const stored = await loadRun(context.db.prisma, runId);
  if (heldBackView(stored.state, context.clock())) return;
  const reason = said("places_taken", { label: providerOf(context, stored).label });
  // Each of these is given up by then, or has told something.
  const until = later(context, context.limits.lookupTimeout);
  await holdBack(context, runId, number, { kind: "slot", until, reason });
}

/** What holds a run back, as the wire shows it; a time that is over holds nobody back. */
export function heldBackView({ status, step, attempt }: RunState, now: Date): HeldBack | null {
  const held = attempt?.held_back_by ?? null;
  if (!held || status !== "running" || step !== "api_call" || attempt?.phase === "settled") return null;
  return Date.parse(held.until) > now.getTime() ? held : null;
}
