import { type ConditionDraft, conditionDraftOf, namedIn } from "@/components/rules/condition-draft";
import { isEmpty, numberOf } from "@/components/rules/typed-number";
import { type Budget, BudgetFor, type ChangeBudget, type CreateBudget } from "@/lib/contracts/budgets";
import { printJson } from "@/lib/contracts/json-text";

/** A budget as it is typed. */
export interface BudgetDraft {
  name: string;
  for: ConditionDraft;
  /** A group of reviewers, by its id. */
  group: string | null;
  limit: string;
  /** Empty where a person is asked about each call of unknown cost. */
  unknown: string;
  period: Budget["period"];
  over: Budget["over"];
}

/** A budget to be edited; without one, an empty draft. */
export function draftOf(budget: Budget | null): BudgetDraft {
  const { group = null, ...named } = budget?.for ?? {};
  return {
    name: budget?.name ?? "",
    for: conditionDraftOf(named),
    group,
    limit: budget === null ? "" : String(budget.limit_usd),
    unknown: budget === null || budget.unknown_usd === null ? "" : String(budget.unknown_usd),
    period: budget?.period ?? "month",
    over: budget?.over ?? "ask",
  };
}

const isAmount = (typed: string) => !isEmpty(typed) && numberOf(typed) >= 0;

/** What is wrong with a draft, by the pointer of what it becomes; the rest the server looks at. */
export function wrongIn({ limit, unknown }: BudgetDraft): Partial<Record<string, "amount">> {
  return {
    ...(!isAmount(limit) && { "/limit_usd": "amount" as const }),
    ...(!isEmpty(unknown) && !isAmount(unknown) && { "/unknown_usd": "amount" as const }),
  };
}

/** The budget on the wire; call it once `wrongIn` finds nothing. */
export function budgetOf({
  name,
  for: named,
  group,
  limit,
  unknown,
  period,
  over,
}: BudgetDraft): Omit<CreateBudget, "enabled"> {
  return {
    name: name.trim(),
    for: BudgetFor.parse({ ...namedIn(named), ...(group !== null && { group }) }),
    limit_usd: numberOf(limit),
    unknown_usd: isEmpty(unknown) ? null : numberOf(unknown),
    period,
    over,
  };
}

/** What of a budget was changed since it was opened: what somebody else made of the rest meanwhile stays. */
export function changesOf(draft: BudgetDraft, opened: Budget): ChangeBudget {
  const before = budgetOf(draftOf(opened));
  const { period: _, ...after } = budgetOf(draft);
  const changed = Object.entries(after).filter(
    ([name, value]) => printJson(value) !== printJson(before[name as keyof typeof after]),
  );
  return Object.fromEntries(changed);
}
