import type { RunSummary } from "@/lib/contracts/run";

/** What the runs of a group span. */
export interface Spread {
  /** The one whose question is over first. */
  due: RunSummary;
  /** When the first and the last of them were asked for, in milliseconds since 1970. */
  first: number;
  last: number;
  /** What is known of their cost, in dollars, and of how many nothing is. */
  cost: number;
  unknownCosts: number;
}

/** @throws Error when there are no runs */
export function spreadOf(runs: readonly RunSummary[]): Spread {
  const [one] = runs;
  if (!one) throw new Error("A group has runs");
  const spread = { due: one, first: Infinity, last: -Infinity, cost: 0, unknownCosts: 0 };
  for (const run of runs) {
    const asked = Date.parse(run.created_at);
    if ((run.expires_at ?? "9") < (spread.due.expires_at ?? "9")) spread.due = run;
    spread.first = Math.min(spread.first, asked);
    spread.last = Math.max(spread.last, asked);
    if (run.estimated_cost) spread.cost += run.estimated_cost.amount;
    else spread.unknownCosts += 1;
  }
  return spread;
}
