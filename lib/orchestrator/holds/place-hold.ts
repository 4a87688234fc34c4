import { type Hold, type HoldFor, mostHolds, type PlaceHold } from "@/lib/contracts/holds";
import { said } from "@/lib/contracts/sentences";
import { refusal } from "@/lib/core/errors";
import { isSameFor } from "@/lib/core/holds";
import { actorOf, type Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import {
  callsBeingSent,
  closeFence,
  holdsOn,
  insertHold,
  ownersFor,
  type StoredHold,
} from "@/lib/store/holds";
import type { Context } from "../context";
import { sendWithin } from "../limits";
import { demandRole } from "../reading/see";
import { heldOf, viewsOf } from "./view-of-hold";

/** What was let through is looked at so often even without a wake-up, in milliseconds. */
const lookEvery = 250;
/** Clocks are read a moment before or after what they are read for. */
const moment = 250;

/**
 * Waits until every call that passed the fence before the hold is known to be on its way or answered: it has been heard
 * of again, or so much time has passed since that nobody would begin to send it any more (`sendWithin`).
 */
async function untilLetThroughAreSent(
  { db, clock, limits, wakeups }: Context,
  hold: StoredHold,
): Promise<void> {
  const end = performance.now() + sendWithin(limits) + moment;
  const owners = await ownersFor(db.prisma, [hold]);
  const listener = wakeups.listen(null);
  try {
    for (;;) {
      const left = end - performance.now();
      const { calls, unread } = await callsBeingSent(db.prisma, clock());
      // What cannot be read may be what is held.
      const passing = heldOf(hold, calls, owners).length + unread;
      if (passing === 0 || left <= 0) return;
      await listener.next(Math.min(left, lookEvery));
    }
  } finally {
    listener.close();
  }
}

interface Wanted {
  condition: HoldFor;
  why: string;
  end: Date | null;
  by: string;
}

/** Whether a hold that is on is the one that is wanted: a request that was sent again makes no second one. */
function isSame(hold: StoredHold, { condition, why, end, by }: Wanted): boolean {
  return (
    hold.madeBy.id === by &&
    hold.why === why &&
    hold.until?.getTime() === end?.getTime() &&
    isSameFor(hold.for, condition)
  );
}

/**
 * The red switch: once this returns, no call that the hold is for begins to leave any instance before the hold has
 * ended. Runs wait at their call, and nothing of them is lost; reviews, looks at running calls and cancelling go on.
 * It returns after some seconds at most: what was let through before is on its way then, and counted as `sending`.
 * @throws CodedError `forbidden` for everyone but admins, `validation_error` for an end in the past, and `conflict` when
 *   there are as many as there may be of those that hold something only
 */
export async function placeHold(
  context: Context,
  principal: Principal,
  { for: condition, why, until }: PlaceHold,
): Promise<Hold> {
  demandRole(principal, "admin");
  const { db, clock, log, newId } = context;
  const end = until === undefined ? null : new Date(until);
  const hold = await db.transaction(async (tx) => {
    await closeFence(db, tx);
    const now = clock();
    if (end && end <= now)
      throw refusal("validation_error", said("hold_over"), [{ pointer: "/until", says: said("fault_over") }]);
    const on = await holdsOn(tx, now);
    const same = on.find((one) => isSame(one, { condition, why, end, by: principal.id }));
    if (same) return same;
    // Nobody has to end one, and let its calls go, in order to hold everything.
    if (on.length >= mostHolds && Object.keys(condition).length > 0)
      throw refusal("conflict", said("holds_full", { most: mostHolds }));
    const made = {
      id: newId("hold"),
      for: condition,
      why,
      madeBy: actorOf(principal),
      madeAt: now,
      until: end,
    };
    const after = { for: condition, until: until ?? null };
    await note(tx, principal, { action: "hold.placed", target: { id: made.id, name: why }, after, why }, now);
    return insertHold(tx, made);
  });
  log.warn({ event: "calls_held", hold: hold.id, for: condition, by: principal.id, until }, "Calls are held");
  await untilLetThroughAreSent(context, hold);
  const [view] = await viewsOf(context, [hold]);
  if (!view) throw new Error(`The hold ${hold.id} has no view`);
  return view;
}
