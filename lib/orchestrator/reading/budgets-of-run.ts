import type { RunBudget } from "@/lib/contracts/budgets";
import { holderOf, usdOf } from "@/lib/core/budgets/budget";
import { hasRole, type Principal } from "@/lib/core/principal";
import { budgetsOver, usageOf, withOwner } from "@/lib/store/budgets";
import type { StoredRun } from "@/lib/store/load-run";
import { readRows } from "@/lib/store/rows";
import type { Context } from "../context";

/** The budgets that a run is under and what each came to by now; requesters are not told what others spend. */
export async function budgetsOfRun(
  { db: { prisma }, clock }: Pick<Context, "db" | "clock">,
  principal: Principal,
  { state: run, userId }: Pick<StoredRun, "state" | "userId">,
): Promise<RunBudget[]> {
  if (!hasRole(principal, "reviewer")) return [];
  const rows = readRows(prisma);
  const budgets = await budgetsOver(rows, { run, userId });
  if (budgets.length === 0) return [];
  const spender = await withOwner(rows, { run, userId });
  return Promise.all(
    budgets.map(async (budget) => {
      const { id, name, limit, period, over } = budget;
      const used = await usageOf(prisma, budget, clock(), holderOf(budget.for, spender));
      return { id, name, limit: usdOf(limit), ...used, currency: "USD" as const, period, over };
    }),
  );
}
