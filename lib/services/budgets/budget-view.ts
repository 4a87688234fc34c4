import type { Budget } from "@/lib/contracts/budgets";
import { periodAt, usdOf } from "@/lib/core/budgets/budget";
import { type BudgetRow, budgetOf, usageOf } from "@/lib/store/budgets";
import type { Transaction } from "@/lib/store/connection/client";

/** A budget as the wire shows it, with what it came to in its present period. */
export async function budgetView(tx: Transaction, row: BudgetRow, now: Date): Promise<Budget> {
  const budget = budgetOf(row);
  const { id, name, enabled, limit, unknown, period, over } = budget;
  return {
    id,
    name,
    enabled,
    for: budget.for,
    limit_usd: usdOf(limit),
    unknown_usd: unknown === null ? null : usdOf(unknown),
    period,
    over,
    currency: "USD",
    current: periodAt(period, now),
    ...(await usageOf(tx, budget, now)),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
