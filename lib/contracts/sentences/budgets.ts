import type { RunBudget } from "../budgets";
import type { Sentence } from "../say";

type Used = Pick<RunBudget, "name" | "spent" | "reserved" | "limit" | "period">;

const during = { day: "today", month: "this month" } as const;

/** Money that may be spent, and what becomes of it. */
export const budgets = {
  budget_exceeded: ({ name, spent, reserved, limit, period, amount }: Used & { amount: number | null }) =>
    `Of the budget “${name}” $${spent} are spent and $${reserved} set aside ${during[period]}, of $${limit}; ${amount === null ? "nobody knows what this costs" : `this may cost $${amount}`}`,
  budget_asks_unknown: ({ name }: Pick<Used, "name">) =>
    `Nobody knows what this costs, and the budget “${name}” has a person asked about that`,
  too_many_budgets: ({ most }: { most: number }) =>
    `There are ${most} budgets already, and every call looks at all of them.`,
  overspends_without_reason: "Going over a budget needs a reason",
  overspends_too_early:
    "Other approvals are missing, and only the last one sends the call and takes its money: approve without going over a budget, or go over it last",
  group_has_budget: ({ name }: Pick<Used, "name">) => `The budget “${name}” is for this group`,
  budget_of_no_group: "A budget of a group is for one that is there.",
} as const satisfies Record<string, Sentence>;
