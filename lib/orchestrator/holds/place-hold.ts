import { type Hold, mostHolds, type PlaceHold } from "@/lib/contracts/holds";
import { said } from "@/lib/contracts/sentences";
import { refusal } from "@/lib/core/errors";
import { actorOf, type Principal } from "@/lib/core/principal";
import { callsBeingSent, closeFence, holdOf, onAt, ownersFor, type StoredHold } from "@/lib/store/holds";
import { toColumn } from "@/lib/store/json-column";
import type { Context } from "../context";
import { sendWithin } from "../limits";
import { demandRole } from "../see";
import { heldOf, viewsOf } from "./view-of-hold";

/** What was let through is looked at so often even without a wake-up, in milliseconds. */
const lookEvery = 250;
/** Clocks are read a moment before or after what they are read for. */
const moment = 250;

/**
 * Waits until every call that passed the fence before the hold is known to be on its way or answered: it has been heard
 * of again, or so much time has passed since that nobody would begin to send it any more (`sendWithin`).
 */
async function untilLetThroughAreSent({ db, limits, wakeups }: Context, hold: StoredHold): Promise<void> {
  const end = performance.now() + sendWithin(limits) + moment;
  const owners = await ownersFor(db.prisma, [hold]);
  const listener = wakeups.listen(null);
  try {
    for (;;) {
      const left = end - performance.now();
      const passing = heldOf(hold, await callsBeingSent(db.prisma), owners);
      if (passing.length === 0 || left <= 0) return;
      await listener.next(Math.min(left, lookEvery));
    }
  } finally {
    listener.close();
  }
}

/**
 * The red switch: once this returns, no call that the hold is for begins to leave any instance before the hold has
 * ended. Runs wait at their call, and nothing of them is lost; reviews, looks at running calls and cancelling go on.
 * It returns after some seconds at most: what was let through before is on its way then, and counted as `sending`.
 * @throws CodedError `forbidden` for everyone but admins, `validation_error` for an end in the past, and `conflict` when
 *   there are as many as there may be
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
    if ((await tx.hold.count({ where: onAt(now) })) >= mostHolds)
      throw refusal("conflict", said("holds_full", { most: mostHolds }));
    const made = {
      id: newId("hold"),
      condition: toColumn(condition),
      why,
      madeBy: toColumn(actorOf(principal)),
      madeAt: now,
      until: end,
    };
    return holdOf(await tx.hold.create({ data: made }));
  });
  log.warn({ event: "calls_held", hold: hold.id, for: condition, by: principal.id, until }, "Calls are held");
  await untilLetThroughAreSent(context, hold);
  const [view] = await viewsOf(context, [hold]);
  if (!view) throw new Error(`The hold ${hold.id} has no view`);
  return view;
}
