import type { EndHold, Hold } from "@/lib/contracts/holds";
import { said } from "@/lib/contracts/sentences";
import { CodedError, refusal } from "@/lib/core/errors";
import { actorOf, type Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import { endHold as endRow } from "@/lib/store/holds";
import { promising } from "@/lib/store/runs/outbox";
import type { Context } from "../context";
import { releaseJob } from "../jobs";
import { demandRole } from "../reading/see";
import { viewsOf } from "./view-of-hold";

/**
 * Ends a hold, and lets the runs that wait for it go on. Its row stays.
 * @throws CodedError `forbidden` for everyone but admins, `not_found`, and `conflict` for one that has ended
 */
export async function endHold(
  context: Context,
  principal: Principal,
  id: string,
  { why }: EndHold,
): Promise<Hold> {
  demandRole(principal, "admin");
  const { db, clock, log, outbox } = context;
  const now = clock();
  // The promise that nobody sleeps on: it is kept after a crash, too.
  const woken = outbox([releaseJob(id)], now);
  const ended = await promising(db, woken, async (tx) => {
    const found = await endRow(tx, id, { at: now, by: actorOf(principal), why: why ?? null });
    if (!found) throw new CodedError("not_found", `There is no hold ${id}.`);
    if (!found.wasOn) throw refusal("conflict", said("hold_ended"));
    const act = { action: "hold.ended", target: { id, name: found.hold.why }, why } as const;
    await note(tx, principal, act, now);
    return found.hold;
  });
  woken.begin();
  log.warn({ event: "hold_ended", hold: id, by: principal.id }, "A hold of calls was ended");
  const [view] = await viewsOf(context, [ended]);
  if (!view) throw new Error(`The hold ${id} has no view`);
  return view;
}
