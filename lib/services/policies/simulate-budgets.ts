import type { SimulatedBudget } from "@/lib/contracts/budgets";
import { periodAt, usdOf } from "@/lib/core/budgets/budget";
import { tryBudget } from "@/lib/core/budgets/trial";
import type { ShareOf, StoredBudget } from "@/lib/store/budgets";
import type { StoredTrial } from "./replayed-runs";

interface Call {
  at: Date;
  upper: number | null;
  shares: ShareOf[];
}

interface Counted {
  budget: StoredBudget;
  counts: Pick<SimulatedBudget, "calls" | "asks" | "asks_admin" | "refuses">;
  /** What was used, by whose share and period. */
  used: Map<string, { period: string; sum: bigint }>;
}

/** The calls of a range, against the budgets as they are set now. */
export class BudgetReplay {
  private readonly calls: Call[] = [];

  constructor(
    private readonly sharesOf: (spender: NonNullable<StoredTrial["call"]>["spender"]) => ShareOf[],
  ) {}

  add({ call, at }: Pick<StoredTrial, "call" | "at">): void {
    const shares = call ? this.sharesOf(call.spender) : [];
    if (call && shares.length > 0) this.calls.push({ at, upper: call.upper, shares });
  }

  /** What each budget would have said, the calls taken in the order in which they were asked for. */
  result(): SimulatedBudget[] {
    const counted = new Map<string, Counted>();
    for (const call of this.calls.toSorted((a, b) => a.at.getTime() - b.at.getTime())) count(counted, call);
    return [...counted.values()].map(simulated).toSorted((a, b) => a.name.localeCompare(b.name));
  }
}

/** A call that one budget refuses or asks an admin about is made under none: it takes nothing from the others. */
function count(counted: Map<string, Counted>, { at, upper, shares }: Call): void {
  const tried = shares.map(({ budget, holder }) => {
    const known: Counted = counted.get(budget.id) ?? {
      budget,
      counts: { calls: 0, asks: 0, asks_admin: 0, refuses: 0 },
      used: new Map(),
    };
    counted.set(budget.id, known);
    const period = periodAt(budget.period, at);
    const key = `${holder} ${period}`;
    const used = known.used.get(key) ?? { period, sum: 0n };
    return { known, key, used, ...tryBudget(budget, used.sum, upper) };
  });
  const isMade = tried.every(({ verdict }) => verdict === "fits" || verdict === "asks");
  for (const { known, key, used, verdict, amount } of tried) {
    known.counts.calls += 1;
    if (verdict !== "fits") known.counts[verdict] += 1;
    if (isMade) known.used.set(key, { ...used, sum: used.sum + amount });
  }
}

function simulated({ budget, counts, used }: Counted): SimulatedBudget {
  const { id, name, limit, period, over } = budget;
  const [most] = [...used.values()].toSorted((a, b) => (a.sum < b.sum ? 1 : -1));
  const share = most && limit > 0n ? { share: Number(most.sum) / Number(limit), period: most.period } : null;
  return { id, name, limit: usdOf(limit), currency: "USD", period, over, ...counts, most: share };
}
