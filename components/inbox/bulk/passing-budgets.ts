import { sharesOf, takesMoney } from "@/components/run/budget-shares";
import type { RunBudget } from "@/lib/contracts/budgets";
import type { Run } from "@/lib/contracts/run";

/** Of runs that would be approved in this order, those that would pass a budget with what goes before them. */
export function passingBudgets(runs: readonly Run[]): ReadonlySet<string> {
  const taken = new Map<string, number>();
  // Whoever has a share of their own has it to themselves.
  const shareIn = ({ id, holder }: RunBudget) => `${id} ${holder ?? ""}`;
  const passing = new Set<string>();
  for (const run of runs) {
    const shares = takesMoney(run) ? sharesOf(run, (budget) => taken.get(shareIn(budget)) ?? 0) : [];
    if (shares.some(({ passes }) => passes)) passing.add(run.run_id);
    else
      for (const { budget, amount } of shares) {
        const share = shareIn(budget);
        taken.set(share, (taken.get(share) ?? 0) + (amount ?? 0));
      }
  }
  return passing;
}
