import type { Budget } from "@/lib/contracts/budgets";
import type { PageQuery } from "@/lib/contracts/people";
import type { Page } from "@/lib/contracts/run";
import type { Principal } from "@/lib/core/principal";
import type { Database } from "@/lib/store/connection/client";
import { afterCursor, oldestFirst, pageOf } from "../people/page";
import { requireAdmin } from "../people/require-admin";
import { budgetView } from "./budget-view";

/**
 * The budgets, oldest first, with what each came to in its present period.
 * @throws CodedError `forbidden` for everyone but admins, `validation_error` for a foreign cursor
 */
export async function listBudgets(
  { db }: { db: Database },
  principal: Principal,
  { limit, cursor }: PageQuery,
  now: Date,
): Promise<Page<Budget>> {
  requireAdmin(principal);
  const rows = await db.prisma.budget.findMany({
    where: afterCursor(cursor),
    orderBy: oldestFirst,
    take: limit + 1,
  });
  const page = pageOf(rows, limit, (row) => row);
  return { ...page, data: await Promise.all(page.data.map((row) => budgetView(db.prisma, row, now))) };
}
