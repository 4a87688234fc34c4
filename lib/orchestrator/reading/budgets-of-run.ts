import type { RunBudget } from "@/lib/contracts/budgets";
import { holderOf } from "@/lib/core/budgets/budget";
import { hasRole, type Principal } from "@/lib/core/principal";
import { budgetsOver, runBudgetOf, usageOf, withOwner } from "@/lib/store/budgets";
import { readRows } from "@/lib/store/connection/rows";
import type { StoredRun } from "@/lib/store/runs/load-run";
import type { Context } from "../context";

/** The budgets that a run is under and what each came to by now; requesters are not told what others spend. */
export async function budgetsOfRun(
  { db: { prisma }, clock }: Pick<Context, "db" | "clock">,
  principal: Principal,
  { state: run, userId }: Pick<StoredRun, "state" | "userId">,
): Promise<RunBudget[]> {
  if (!hasRole(principal, "reviewer")) return [];
  const now = clock();
  const rows = readRows(prisma);
  const budgets = await budgetsOver(rows, { run, userId });
  if (budgets.length === 0) return [];
  const spender = await withOwner(rows, { run, userId });
  return Promise.all(
    budgets
      .filter(({ enabled }) => enabled)
      .map(async (budget) => {
        const holder = holderOf(budget.for, spender);
        return runBudgetOf(budget, holder, await usageOf(prisma, budget, now, holder), now);
      }),
  );
}
