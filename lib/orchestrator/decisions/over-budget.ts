import type { RunBudget } from "@/lib/contracts/budgets";
import type { Command } from "@/lib/core/commands";
import { CodedError } from "@/lib/core/errors";
import type { Plan } from "../plan";

/** The budget by which a commit was refused; null where it was something else. */
export function budgetIn(error: unknown): RunBudget | null {
  return error instanceof CodedError && error.code === "budget_exceeded"
    ? (error.details.budget ?? null)
    : null;
}

/**
 * Whether a command can be carried out in another way though a budget has too little left: the machine asks a person in
 * place of going on, silence ends a run in place of approving it, and an admin goes over a budget that lets them.
 */
export function mayGoOn(command: Command, budget: RunBudget, over: readonly RunBudget[]): boolean {
  if (over.some(({ id }) => id === budget.id)) return false;
  if (command.type === "assess_payload" || command.type === "expire") return true;
  return "may_overspend" in command && command.may_overspend === true && budget.over === "ask";
}

/** The same plan, for a run whose budgets have too little left. */
export function overBudget(plan: Plan, over: readonly RunBudget[]): Plan {
  const [first] = over;
  const { command } = plan;
  if (command.type === "assess_payload")
    return { ...plan, command: { ...command, ...(first && { over_budget: first }) } };
  if (command.type === "expire") return { ...plan, command: { ...command, over_budget: true } };
  if (!("may_overspend" in command)) return plan;
  return { ...plan, command: { ...command, over_budget: over.map(({ id, name }) => ({ id, name })) } };
}
