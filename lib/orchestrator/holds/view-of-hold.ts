import type { HeldCalls, Hold } from "@/lib/contracts/holds";
import { callFactsOf, isFor } from "@/lib/core/holds";
import type { AttemptPhase } from "@/lib/core/state";
import { type CallInHand, callsInHand, ownersFor, type StoredHold } from "@/lib/store/holds";
import type { Context } from "../context";

/** So many calls in hand are read to say what becomes of them. */
const mostRead = 1_000;

const kindOfPhase = {
  prepared: "waiting",
  submitting: "sending",
  submitted: "running",
} as const satisfies Partial<Record<AttemptPhase, keyof HeldCalls>>;

/** Of calls in hand, those that a hold is for. */
export function heldOf(
  hold: Pick<StoredHold, "for">,
  calls: readonly CallInHand[],
  owners: ReadonlyMap<string, string>,
): CallInHand[] {
  return calls.filter(({ state, userId }) => isFor(hold.for, callFactsOf(state, userId, owners)));
}

function countOf(calls: readonly CallInHand[]): HeldCalls {
  const count = { waiting: 0, sending: 0, running: 0 };
  for (const call of calls) {
    const phase = call.state.attempt?.phase;
    if (phase && phase !== "settled") count[kindOfPhase[phase]] += 1;
  }
  return count;
}

/** When a hold ended: by somebody, or because its time was over; null while it is on. */
function endOf({ endedAt, until }: StoredHold, now: Date): Date | null {
  return endedAt ?? (until && until <= now ? until : null);
}

/** Holds as the wire shows them, with what becomes of the calls that they are for. */
export async function viewsOf(
  { db, clock }: Pick<Context, "db" | "clock">,
  stored: readonly StoredHold[],
): Promise<Hold[]> {
  const now = clock();
  const isOn = (hold: StoredHold) => endOf(hold, now) === null;
  const calls = stored.some(isOn) ? await callsInHand(db.prisma, mostRead) : [];
  const owners = await ownersFor(db.prisma, stored);
  return stored.map((hold) => ({
    id: hold.id,
    for: hold.for,
    why: hold.why,
    until: hold.until?.toISOString() ?? null,
    made_by: hold.madeBy,
    made_at: hold.madeAt.toISOString(),
    ended_at: endOf(hold, now)?.toISOString() ?? null,
    ended_by: hold.endedBy,
    ended_why: hold.endedWhy,
    calls: isOn(hold) ? countOf(heldOf(hold, calls, owners)) : null,
  }));
}
