import { setTimeout as pause } from "node:timers/promises";
import { systemActor } from "@/lib/core/principal";
import { type Place, runsCreatedBetween } from "@/lib/store/runs/erasable-runs";
import type { Context } from "../context";
import { eraseRun } from "./erase-run";

/** Runs looked at in one go. */
const batch = 200;
const day = 24 * 3_600_000;
/** So often it looks, in milliseconds. */
const every = day / 4;

/**
 * Erases every run that ended more than so many days ago. One that cannot be erased now is logged, and keeps no other
 * from it: it is tried the next time.
 * @returns how many were erased
 */
export async function eraseOld(context: Context, days: number, signal: AbortSignal): Promise<number> {
  const { db, clock, log } = context;
  const before = new Date(clock().getTime() - days * day);
  let place: Place = { at: new Date(0), id: "" };
  let erased = 0;
  while (!signal.aborted) {
    const runs = await runsCreatedBetween(db.prisma, place, before, batch);
    for (const { id, completedAt, erasedAt, updatedAt } of runs) {
      if (signal.aborted) break;
      // What was said since it was erased goes, too.
      if ((erasedAt !== null && updatedAt <= erasedAt) || completedAt === null || completedAt >= before)
        continue;
      try {
        await eraseRun(context, id, { by: systemActor, rule: "by_age", endedBefore: before });
        erased += 1;
      } catch (err) {
        log.warn({ event: "run_not_erased", run_id: id, err }, "A run could not be erased yet");
      }
    }
    const last = runs.at(-1);
    if (!last || runs.length < batch) break;
    place = { at: last.createdAt, id: last.id };
  }
  return erased;
}

/** Does so every six hours until `signal` aborts. */
export async function keepErasing(context: Context, days: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const runs = await eraseOld(context, days, signal);
      if (runs > 0) context.log.info({ event: "old_runs_erased", runs, days }, "Old runs were erased");
    } catch (err) {
      context.log.warn({ event: "old_runs_not_erased", err }, "Old runs could not be looked for yet");
    }
    await pause(every, null, { signal, ref: false }).catch(() => null);
  }
}
