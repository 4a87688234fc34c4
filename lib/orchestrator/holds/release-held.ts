import type { RunState } from "@/lib/core/state";
import { idsInCall } from "@/lib/store/holds";
import { loadStates } from "@/lib/store/runs/load-run";
import { promising } from "@/lib/store/runs/outbox";
import type { Context } from "../context";
import { jobOf } from "../jobs";

/** So many runs are woken in one transaction. */
const batch = 100;

function waitsFor({ attempt }: RunState, holdId: string): boolean {
  return attempt?.phase === "prepared" && attempt.held_back_by?.hold_id === holdId;
}

/**
 * Wakes the runs that say they wait for a hold which has ended. One that is about to say so looks again by itself
 * (`callProvider`). Done twice it does nothing more.
 */
export async function releaseHeld({ db, clock, outbox }: Context, holdId: string): Promise<null> {
  const all = await idsInCall(db.prisma);
  for (let from = 0; from < all.length; from += batch) {
    const states = await loadStates(db.prisma, all.slice(from, from + batch));
    const jobs = [...states.values()]
      .filter((run) => waitsFor(run, holdId))
      .map((run) => jobOf(run, { kind: "call", attempt: run.attempt?.number ?? 1 }));
    if (jobs.length === 0) continue;
    const woken = outbox(jobs, clock());
    await promising(db, woken, async () => {});
    woken.begin();
  }
  return null;
}
