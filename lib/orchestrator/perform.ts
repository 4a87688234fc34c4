import { CodedError } from "@/lib/core/errors";
import type { RunState } from "@/lib/core/state";
import { swapRun } from "@/lib/store/commit";
import { Conflict } from "@/lib/store/conflict";
import { passFence } from "@/lib/store/holds";
import { claimKey, type IdempotencyClaim } from "@/lib/store/idempotency";
import { loadRun, type StoredRun } from "@/lib/store/load-run";
import { keepSecrets, loadSecrets } from "@/lib/store/sealed-secrets";
import { breathOf, continued, goOn } from "./breath";
import type { Context } from "./context";
import { jobOf } from "./jobs";
import { logTransition } from "./log-transition";
import type { Plan } from "./plan";

/** How often a plan is made anew because somebody else moved the run meanwhile. */
const maxReloads = 20;

/**
 * Carries one command out, and what the machine does next without asking anybody: load, plan, transition, and one
 * transaction that swaps the state, appends the log, writes revisions and review, and enqueues the follow-up work
 * (law 4). When somebody else moved the run between load and commit, it loads again and asks `plan` anew, which then
 * sees what happened.
 *
 * @param plan returns null when there is nothing left to do
 * @returns the run as it then is
 * @throws whatever `plan` and `transition` throw, and `Held` where a call would be sent that an admin holds; nothing is
 *   written then
 */
export async function perform(
  context: Context,
  runId: string,
  plan: (stored: StoredRun, now: Date) => Promise<Plan | null> | Plan | null,
  idempotency: IdempotencyClaim | null = null,
): Promise<RunState> {
  for (let reload = 0; reload < maxReloads; reload++) {
    const stored = await loadRun(context.db.prisma, runId);
    const now = context.clock();
    const planned = await plan(stored, now);
    if (!planned) return stored.state;
    const start = breathOf({ run: stored.state, events: [], effects: [] });
    const kept = () => loadSecrets(context.db.prisma, runId);
    const breath = await goOn(context, stored, continued(start, planned, now), now, kept);
    const { transition: next, commands, documents, description, secrets } = breath;
    try {
      for (const command of commands) context.reached(`${command}:before-commit`);
      await context.db.transaction(async (tx) => {
        await swapRun(tx, stored.state, next, documents, description);
        await passFence(context.db, tx, stored.state, { state: next.run, userId: stored.userId });
        await keepSecrets(tx, runId, secrets, now);
        await context.outbox(
          tx,
          next.effects.map((effect) => jobOf(next.run, effect)),
          now,
        );
        if (idempotency) await claimKey(tx, idempotency, runId, now);
      });
    } catch (error) {
      if (error instanceof Conflict) continue;
      throw error;
    }
    for (const command of commands) context.reached(`${command}:after-commit`);
    logTransition(context, stored.state, next);
    if (next.effects.length > 0) context.nudge();
    context.wakeups.announce(runId);
    return next.run;
  }
  throw new CodedError("internal_error", `${runId} was moved by others ${maxReloads} times in a row`);
}
