import type { BudgetFor } from "@/lib/contracts/budgets";
import { said } from "@/lib/contracts/sentences";
import { refusal } from "@/lib/core/errors";
import { budgetOfGroup } from "@/lib/store/budgets";
import type { Transaction } from "@/lib/store/connection/client";
import { isGroup } from "@/lib/store/groups";

/** Sees to it that a budget of a group is for one that is there. @throws CodedError `validation_error` */
export async function demandGroup(tx: Transaction, { group }: BudgetFor): Promise<void> {
  if (group === undefined || (await isGroup(tx, group))) return;
  throw refusal("validation_error", said("budget_of_no_group"), [
    { pointer: "/for/group", says: said("fault_no_group", { id: group }) },
  ]);
}

/** Sees to it that no budget is for a group: without it the budget would hold nobody. @throws CodedError `conflict` */
export async function demandNoBudget(tx: Transaction, group: string): Promise<void> {
  const own = await budgetOfGroup(tx, group);
  if (own) throw refusal("conflict", said("group_has_budget", { name: own.name }));
}
