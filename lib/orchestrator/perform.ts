import type { RunBudget } from "@/lib/contracts/budgets";
import { CodedError } from "@/lib/core/errors";
import type { RunState } from "@/lib/core/state";
import { Conflict } from "@/lib/store/connection/conflict";
import type { IdempotencyClaim } from "@/lib/store/idempotency";
import { swapRun } from "@/lib/store/runs/commit";
import { loadRun, type StoredRun } from "@/lib/store/runs/load-run";
import { loadSecrets } from "@/lib/store/runs/sealed-secrets";
import { type Breath, breathOf, continued, goOn } from "./breath";
import { commit } from "./commit";
import type { Context } from "./context";
import { budgetIn, mayGoOn, overBudget } from "./decisions/over-budget";
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
 * @throws whatever `plan` and `transition` throw, CodedError `budget_exceeded`, and `Held` where a call would be sent that an admin holds; nothing is
 *   written then
 */
export async function perform(
  context: Context,
  runId: string,
  plan: (stored: StoredRun, now: Date) => Promise<Plan | null> | Plan | null,
  idempotency: IdempotencyClaim | null = null,
): Promise<RunState> {
  let over: RunBudget[] = [];
  for (let reload = 0; reload < maxReloads; reload++) {
    const stored = await loadRun(context.db.prisma, runId);
    const now = context.clock();
    const wanted = await plan(stored, now);
    if (!wanted) return stored.state;
    const planned = over.length > 0 ? overBudget(wanted, over) : wanted;
    const start = breathOf({ run: stored.state, events: [], effects: [] });
    // By the clock after planning: a question is not open before it can be seen.
    const alone = continued(start, planned, context.clock());
    const kept = () => loadSecrets(context.db.prisma, runId);
    // Whoever lost a race takes the shortest way: others may move the run for as long as they please.
    const whole = reload === 0 ? await goOn(context, stored, alone, kept, planned.next) : alone;
    const moved = (breath: Breath) => {
      const { transition: next, documents, description } = breath;
      return commit(context, stored, breath, { now, idempotency }, (rows) =>
        swapRun(rows, stored, next, documents, description),
      );
    };
    try {
      return await moved(whole).catch((error) => {
        // What failed may be what was joined: it must not take along what was to be done.
        if (error instanceof Conflict || whole === alone) throw error;
        return moved(alone);
      });
    } catch (error) {
      const budget = budgetIn(error);
      if (budget && mayGoOn(planned.command, budget, over)) over = [...over, budget];
      else if (!(error instanceof Conflict)) throw error;
      context.db.known?.forget(runId);
    }
  }
  throw new CodedError("internal_error", `${runId} was moved by others ${maxReloads} times in a row`);
}
