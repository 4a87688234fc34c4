import type { BudgetVerdict } from "@/lib/contracts/budgets";
import { nanoOf } from "./budget";

/** As far as it decides on a call; sums are billionths of a US dollar. */
interface Limits {
  limit: bigint;
  unknown: bigint | null;
  over: "ask" | "refuse";
}

/** What a budget would make of a call, and how much it would set aside for it. */
export interface BudgetTrial {
  verdict: BudgetVerdict;
  amount: bigint;
}

/**
 * What a budget would say to a call that is approved, as `lib/orchestrator/calls/pass-budgets.ts` does.
 * @param used what was spent and set aside of it before
 * @param upper the most that the call may cost in US dollars, null where nobody knows
 */
export function tryBudget({ limit, unknown, over }: Limits, used: bigint, upper: number | null): BudgetTrial {
  const isPriced = upper !== null || unknown !== null;
  const amount = upper === null ? (unknown ?? 0n) : nanoOf(upper);
  // What costs nobody knows how much does not fit where nothing is left.
  const fits = used + amount <= (isPriced ? limit : limit - 1n);
  if (!fits && upper !== 0) return { verdict: over === "ask" ? "asks_admin" : "refuses", amount };
  return { verdict: isPriced ? "fits" : "asks", amount };
}
