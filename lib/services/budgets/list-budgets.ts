import type { Budget } from "@/lib/contracts/budgets";
import type { PageQuery } from "@/lib/contracts/people";
import type { Page } from "@/lib/contracts/run";
import type { Principal } from "@/lib/core/principal";
import { budgetsPage } from "@/lib/store/budgets";
import type { Database } from "@/lib/store/connection/client";
import { requireAdmin } from "../people/require-admin";
import { budgetView } from "./budget-view";

/**
 * The budgets, oldest first, with what each came to in its present period.
 * @throws CodedError `forbidden` for everyone but admins, `validation_error` for a foreign cursor
 */
export async function listBudgets(
  { db }: { db: Database },
  principal: Principal,
  query: PageQuery,
  now: Date,
): Promise<Page<Budget>> {
  requireAdmin(principal);
  const page = await budgetsPage(db.prisma, query);
  return { ...page, data: await Promise.all(page.data.map((row) => budgetView(db.prisma, row, now))) };
}
