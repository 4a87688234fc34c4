import type { RunBudget } from "@/lib/contracts/budgets";
import type { Command } from "@/lib/core/commands";
import { CodedError } from "@/lib/core/errors";
import type { RunState } from "@/lib/core/state";
import { Conflict } from "@/lib/store/connection/conflict";
import type { IdempotencyClaim } from "@/lib/store/idempotency";
import { swapRun } from "@/lib/store/runs/commit";
import { loadRun, type StoredRun } from "@/lib/store/runs/load-run";
import { secretsOf } from "@/lib/store/runs/sealed-secrets";
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
  const { db } = context;
  const guess = db.known.isSure ? null : db.known.get(runId);
  let over: RunBudget[] = [];
  // The first look costs nothing where this instance moved the run last; what comes of it counts only if the swap agrees.
  for (let reload = guess ? -1 : 0; reload < maxReloads; reload++) {
    const isGuess = guess !== null && reload < 0;
    const stored = isGuess ? guess : await loadRun(db.prisma, runId);
    let command: Command | null = null;
    try {
      const now = context.clock();
      const wanted = await plan(stored, now);
      if (!wanted && !isGuess) return stored.state;
      if (wanted) {
        command = wanted.command;
        const planned = over.length > 0 ? overBudget(wanted, over) : wanted;
        // Whoever lost a race takes the shortest way: others may move the run for as long as they please.
        return await carryOut(context, stored, planned, { now, idempotency, mayJoin: reload <= 0 });
      }
    } catch (error) {
      const budget = budgetIn(error);
      if (budget && command && mayGoOn(command, budget, over)) over = [...over, budget];
      else if (!(error instanceof Conflict || (isGuess && error instanceof CodedError))) throw error;
    }
    db.known.forget(runId);
  }
  throw new CodedError("internal_error", `${runId} was moved by others ${maxReloads} times in a row`);
}

/** Carries a plan out, with what joins it. @throws Conflict where the run is not as it was loaded any more */
async function carryOut(
  context: Context,
  stored: StoredRun,
  planned: Plan,
  how: { now: Date; idempotency: IdempotencyClaim | null; mayJoin: boolean },
): Promise<RunState> {
  const start = breathOf({ run: stored.state, events: [], effects: [] });
  // By the clock after planning: a question is not open before it can be seen.
  const alone = continued(start, planned, context.clock());
  const kept = () => secretsOf(context.db.prisma, stored);
  const whole = how.mayJoin ? await goOn(context, stored, alone, kept, planned.next) : alone;
  const moved = (breath: Breath) => {
    const { transition: next, documents, description } = breath;
    return commit(context, stored, breath, how, async (rows) => {
      const head = await swapRun(rows, stored, next, documents, description);
      await planned.also?.(rows);
      return head;
    });
  };
  return moved(whole).catch((error) => {
    // What failed may be what was joined: it must not take along what was to be done.
    if (error instanceof Conflict || whole === alone) throw error;
    return moved(alone);
  });
}
