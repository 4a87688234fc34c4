import type { Cost } from "@/lib/contracts/parts";
import { english, said } from "@/lib/contracts/sentences";
import { holderOf, nanoOf, periodAt, type Spender, upperOf, usdOf } from "@/lib/core/budgets/budget";
import { type Stake, stakesOf } from "@/lib/core/budgets/stakes";
import { CodedError } from "@/lib/core/errors";
import type { RunEvent } from "@/lib/core/events";
import type { PayloadRevised, RunState } from "@/lib/core/state";
import type { Transition } from "@/lib/core/transition";
import {
  budgetsOver,
  keepReservations,
  moveReservations,
  type Reservation,
  runBudgetOf,
  type StoredBudget,
  setAside,
  settleReservations,
  usageOf,
  withOwner,
} from "@/lib/store/budgets";
import type { Database } from "@/lib/store/connection/client";
import { fromColumn } from "@/lib/store/connection/json-column";
import type { Rows } from "@/lib/store/connection/rows";

const isByPerson = (event: RunEvent) => event.type === "decision" && event.actor.kind !== "system";

/** Budgets that an admin goes over, as their decision says. */
function passedIn(events: readonly RunEvent[]): ReadonlySet<string> {
  const decided = events.flatMap((event) => (event.type === "decision" ? [event.data.decision] : []));
  return new Set(decided.flatMap(({ over_budget = [] }) => over_budget.map(({ id }) => id)));
}

/** @returns the refusal, with how far the budget is used */
async function exceeded(
  rows: Rows,
  budget: StoredBudget,
  { holder, amount }: Pick<Reservation, "holder" | "amount">,
  known: "priced" | "unknown" | "asks",
  now: Date,
): Promise<CodedError> {
  const one = runBudgetOf(budget, holder, await usageOf(rows, budget, now, holder), now);
  const { name, spent, reserved, limit, period } = one;
  const says =
    known === "asks"
      ? said("budget_asks_unknown", { name })
      : said("budget_exceeded", {
          name,
          spent,
          reserved,
          limit,
          period,
          amount: known === "unknown" ? null : usdOf(amount),
        });
  return new CodedError("budget_exceeded", english(says), { said: says, budget: one });
}

/** Sets aside what a call may cost, of each budget that it is under. @throws CodedError `budget_exceeded` */
async function reserve(
  db: Pick<Database, "kind">,
  rows: Rows,
  spender: Spender & { run: RunState },
  { attempt, revision }: Pick<Stake, "attempt" | "revision">,
  events: readonly RunEvent[],
  inAnyCase: boolean,
): Promise<void> {
  const { run } = spender;
  const budgets = await budgetsOver(rows, spender);
  if (budgets.length === 0) return;
  const known = await withOwner(rows, spender);
  const now = new Date(run.updated_at);
  const upper = upperOf(await costOf(rows, run, revision));
  const passed = passedIn(events);
  const asked = events.some(isByPerson);
  const kept: Reservation[] = [];
  for (const budget of budgets) {
    const priced = upper !== null || budget.unknown !== null;
    const amount = upper === null ? (budget.unknown ?? 0n) : nanoOf(upper);
    const holder = holderOf(budget.for, known);
    const one = { budgetId: budget.id, holder, period: periodAt(budget.period, now), amount };
    const free = inAnyCase || !budget.enabled || passed.has(budget.id);
    // Nobody knows what it costs, and nobody has looked: that is for a person.
    if (!priced && !asked && !free) throw await exceeded(rows, budget, one, "asks", now);
    // What costs nobody knows how much does not fit where nothing is left.
    const limit = priced ? budget.limit : budget.limit - 1n;
    if (!(await setAside(db, rows, one, free ? null : limit)))
      throw await exceeded(rows, budget, one, priced ? "priced" : "unknown", now);
    kept.push(one);
  }
  await keepReservations(rows, { runId: run.run_id, attempt }, kept);
}

/** Nothing is set aside for a call that costs nothing for sure. */
function isFree({ cost, payload }: RunState, { revision }: Stake): boolean {
  return payload?.revision === revision && upperOf(cost) === 0;
}

/** What a revision of the payload was estimated at: another one than the newest runs again where an answer is tried again. */
async function costOf(
  rows: Rows,
  { run_id, payload, cost }: RunState,
  revision: number,
): Promise<Cost | null> {
  if (payload?.revision === revision) return cost;
  const entries = await rows.pick("RunEvent", { runId: run_id, type: "payload_revised" }, ["data"]);
  const revisions = entries.map(({ data }) => fromColumn<PayloadRevised>(data));
  return revisions.find((one) => one.revision === revision)?.cost ?? null;
}

/**
 * The one place at which money is set aside, billed and given back: part of every commit that moves a run, so that no
 * approval is there without its money and none takes it twice (law 13). Costs a statement where a call that may cost
 * something is approved and one where it ends, and nothing elsewhere.
 * @param before the run before the transaction; null for one that begins with it
 * @throws CodedError `budget_exceeded`, and then nothing of the transaction may stay
 */
export async function passBudgets(
  db: Pick<Database, "kind">,
  rows: Rows,
  before: RunState | null,
  { run, events }: Pick<Transition, "run" | "events">,
  userId: string | null,
): Promise<void> {
  for (const stake of stakesOf(before, run, events)) {
    if (isFree(run, stake)) continue;
    const call = { runId: run.run_id, attempt: stake.attempt };
    if (stake.does === "reserve") await reserve(db, rows, { run, userId }, stake, events, false);
    else if (stake.does === "bill") await settleReservations(db, rows, call, stake.usd);
    else if (stake.does === "give_back") await settleReservations(db, rows, call, 0);
    // The money is gone already: a limit would hide that.
    else if (!(await moveReservations(rows, call)))
      await reserve(db, rows, { run, userId }, stake, events, true);
  }
}
