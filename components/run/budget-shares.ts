import type { RunBudget } from "@/lib/contracts/budgets";
import type { Run } from "@/lib/contracts/run";
import { nanoOf, upperOf } from "@/lib/core/budgets/budget";

/** What the call of a run would take of a budget that it is under. */
export interface BudgetShare {
  budget: RunBudget;
  /** The most it may cost in US dollars, or what the budget sets aside for what nobody knows; null where that is nothing. */
  amount: number | null;
  passes: boolean;
}

/** What the next call of a run would take of each of its budgets, with what others would take before it. */
export function sharesOf(
  { budget, estimated_cost }: Pick<Run, "budget" | "estimated_cost">,
  taken: (budget: RunBudget) => number = () => 0,
): BudgetShare[] {
  const upper = upperOf(estimated_cost);
  if (upper === 0) return [];
  return budget.map((one) => {
    const amount = upper ?? one.unknown;
    const left = nanoOf(one.limit) - nanoOf(one.spent) - nanoOf(one.reserved) - nanoOf(taken(one));
    return { budget: one, amount, passes: amount === null ? left <= 0n : nanoOf(amount) > left };
  });
}

/** Whether the next word sets money aside: an answer costs nothing, and of several approvals the last one does. */
export function takesMoney({ current_step, approvals }: Pick<Run, "current_step" | "approvals">): boolean {
  const calls = current_step === "payload_review" || current_step === "api_call";
  return calls && (!approvals || approvals.given.length + 1 >= approvals.needed);
}
