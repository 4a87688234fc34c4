import { isLegal } from "@/lib/core/legal";
import type { RunState } from "@/lib/core/state";
import type { Transition } from "@/lib/core/transition";
import type { Context } from "@/lib/orchestrator/context";
import { swapRun } from "@/lib/store/commit";
import { Conflict } from "@/lib/store/conflict";
import type { Documents } from "@/lib/store/documents";
import { loadRun } from "@/lib/store/load-run";

/**
 * Writes the next entries of a one-shot record. Somebody may have commented on the run meanwhile, then it is written
 * onto that; or cancelled it, then nothing is written any more.
 * @returns whether the record was still open
 */
export async function changeRecord(
  context: Context,
  runId: string,
  change: (run: RunState, now: string) => Pick<Transition, "run" | "events">,
  documents: Documents = new Map(),
): Promise<boolean> {
  for (;;) {
    const { state } = await loadRun(context.db.prisma, runId);
    if (!isLegal("settle_succeeded", state)) return false;
    const { run, events } = change(state, context.clock().toISOString());
    try {
      // What would follow from these entries on the new path does not follow here: no job goes with them.
      await context.db.transaction((tx) => swapRun(tx, state, { run, events, effects: [] }, documents));
    } catch (error) {
      if (error instanceof Conflict) continue;
      throw error;
    }
    context.wakeups.announce(runId);
    return true;
  }
}
