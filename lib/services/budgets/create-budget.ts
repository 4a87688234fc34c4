import { randomUUID } from "node:crypto";
import { type Budget, type CreateBudget, mostBudgets } from "@/lib/contracts/budgets";
import { said } from "@/lib/contracts/sentences";
import { nanoOf } from "@/lib/core/budgets/budget";
import { refusal } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import { countBudgets, insertBudget } from "@/lib/store/budgets";
import type { Database } from "@/lib/store/connection/client";
import { requireAdmin } from "../people/require-admin";
import { budgetView } from "./budget-view";
import { demandGroup } from "./demand-group";

/**
 * Adds a budget, which counts from the next approval on: what was approved before takes nothing of it.
 * @throws CodedError `forbidden` for everyone but admins, `validation_error` for a group that is not there, `conflict`
 *   when there are as many as there may be
 */
export function createBudget(
  { db }: { db: Database },
  principal: Principal,
  { name, enabled, for: condition, limit_usd, unknown_usd, period, over }: CreateBudget,
  now: Date,
): Promise<Budget> {
  requireAdmin(principal);
  return db.transaction(async (tx) => {
    await demandGroup(tx, condition);
    if ((await countBudgets(tx)) >= mostBudgets)
      throw refusal("conflict", said("too_many_budgets", { most: mostBudgets }));
    const row = await insertBudget(
      tx,
      {
        id: `bud_${randomUUID().replaceAll("-", "")}`,
        name,
        enabled,
        for: condition,
        limit: nanoOf(limit_usd),
        unknown: unknown_usd === null ? null : nanoOf(unknown_usd),
        period,
        over,
      },
      now,
    );
    const budget = await budgetView(tx, row, now);
    await note(tx, principal, { action: "budget.created", target: budget, after: budget }, now);
    return budget;
  });
}
