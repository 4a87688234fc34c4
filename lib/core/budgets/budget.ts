import type { Budget, BudgetFor } from "@/lib/contracts/budgets";
import type { Cost } from "@/lib/contracts/parts";
import { fitsOrFree, matches } from "../rules/matches";
import type { RunModel, RunState } from "../state";

/** A call as budgets see it: its run, and whom its request names. */
export interface Spender {
  run: Pick<RunState, "operation_type" | "created_by"> & {
    model: Pick<RunModel, "provider" | "name" | "unproven">;
  };
  userId: string | null;
  /** The person whose key asks; absent where that was not looked up, null for none. */
  owner?: string | null;
}

/** US dollars as whole billionths, in which sums are exact. */
export const nanoOf = (usd: number) => BigInt(Math.round(usd * 1e9));

/** Billionths as US dollars. */
export const usdOf = (nano: bigint) => Number(nano) / 1e9;

/** The day or the month of a time, in UTC. */
export function periodAt(period: Budget["period"], now: Date): string {
  return now.toISOString().slice(0, period === "day" ? 10 : 7);
}

/** The most that a call may cost by its estimate; null where nobody knows. */
export function upperOf(cost: Cost | null): number | null {
  return cost && Math.max(cost.high ?? 0, cost.amount);
}

/** Who really asks: a person, or a key and whoever it belongs to. */
function askersOf({ run, owner = null }: Spender): string[] {
  return owner === null ? [run.created_by.id] : [run.created_by.id, owner];
}

/** Whether a budget is for a call. A model that only its request describes may be any. */
export function isUnder(
  wanted: BudgetFor,
  spender: Spender,
  groups: readonly { id: string; members: readonly string[] }[],
): boolean {
  const { run, userId } = spender;
  const { provider, name, unproven = false } = run.model;
  const facts = { provider, model: name, unproven, operation_type: run.operation_type };
  const askers = askersOf(spender);
  const group = groups.find(({ id }) => id === wanted.group);
  return (
    matches({ when: { provider: wanted.provider, model: wanted.model }, demand: {} }, facts) &&
    fitsOrFree(wanted.key_id, run.created_by.kind === "api_key" ? run.created_by.id : null) &&
    fitsOrFree(wanted.user_id, ...askers, userId) &&
    (wanted.group === undefined || askers.some((id) => group?.members.includes(id)))
  );
}

/** Whose share of a budget a call takes: whom a request only names is a claim of whoever asks, and counts for them. */
export function holderOf(wanted: BudgetFor, spender: Spender): string {
  const own = wanted.user_id === undefined || fitsOrFree(wanted.user_id, ...askersOf(spender));
  return own ? "" : spender.run.created_by.id;
}
