import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import { budgetById, removeBudget } from "@/lib/store/budgets";
import type { Database } from "@/lib/store/connection/client";
import { requireAdmin } from "../people/require-admin";
import { budgetView } from "./budget-view";

/**
 * Takes a budget away, with what it came to; calls that are under it go on.
 * @throws CodedError `forbidden` for everyone but admins, `not_found`
 */
export async function deleteBudget(
  { db }: { db: Database },
  principal: Principal,
  id: string,
  now: Date,
): Promise<void> {
  requireAdmin(principal);
  await db.transaction(async (tx) => {
    const known = await budgetById(tx, id);
    if (known === null) throw new CodedError("not_found", `There is no budget ${id}.`);
    const before = await budgetView(tx, known, now);
    await removeBudget(tx, id);
    await note(tx, principal, { action: "budget.deleted", target: before, before }, now);
  });
}
