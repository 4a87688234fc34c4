import type { Budget, ChangeBudget } from "@/lib/contracts/budgets";
import { nanoOf } from "@/lib/core/budgets/budget";
import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import { budgetById, updateBudget } from "@/lib/store/budgets";
import type { Database } from "@/lib/store/connection/client";
import { requireAdmin } from "../people/require-admin";
import { budgetView } from "./budget-view";
import { demandGroup } from "./demand-group";

/**
 * Changes a budget, which counts from the next approval on. What it came to so far stays.
 * @throws CodedError `forbidden` for everyone but admins, `not_found`, `validation_error` for a group that is not there
 */
export function changeBudget(
  { db }: { db: Database },
  principal: Principal,
  id: string,
  { name, enabled, for: condition, limit_usd, unknown_usd, over }: ChangeBudget,
  now: Date,
): Promise<Budget> {
  requireAdmin(principal);
  return db.transaction(async (tx) => {
    const known = await budgetById(tx, id);
    if (known === null) throw new CodedError("not_found", `There is no budget ${id}.`);
    const before = await budgetView(tx, known, now);
    if (condition) await demandGroup(tx, condition);
    const row = await updateBudget(
      tx,
      id,
      {
        name,
        enabled,
        for: condition,
        ...(limit_usd !== undefined && { limit: nanoOf(limit_usd) }),
        ...(unknown_usd !== undefined && { unknown: unknown_usd === null ? null : nanoOf(unknown_usd) }),
        over,
      },
      now,
    );
    const budget = await budgetView(tx, row, now);
    await note(tx, principal, { action: "budget.changed", target: budget, before, after: budget }, now);
    return budget;
  });
}
