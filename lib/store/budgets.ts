import type { Budget, BudgetFor, RunBudget } from "@/lib/contracts/budgets";
import type { PageQuery } from "@/lib/contracts/people";
import type { Page } from "@/lib/contracts/run";
import { holderOf, isUnder, nanoOf, periodAt, type Spender, usdOf } from "@/lib/core/budgets/budget";
import { asked } from "./connection/asked";
import type { Database, Transaction } from "./connection/client";
import { fromColumn, toColumn } from "./connection/json-column";
import { type ReadRows, type Row, type Rows, readRows } from "./connection/rows";
import { groupOf } from "./groups";
import { oldestPage, pageOf } from "./page";

/** A budget as it decides; sums are billionths of a US dollar. */
export interface StoredBudget {
  id: string;
  name: string;
  enabled: boolean;
  for: BudgetFor;
  limit: bigint;
  unknown: bigint | null;
  period: Budget["period"];
  over: Budget["over"];
}

/** A row as it was meant. Guarantee: the contract's words alone were written there. */
export function budgetOf({
  id,
  name,
  enabled,
  condition,
  limitNano,
  unknownNano,
  period,
  over,
}: Row<"Budget">): StoredBudget {
  return {
    id,
    name,
    enabled,
    for: fromColumn<BudgetFor>(condition),
    // SQLite gives whole numbers as they fit, PostgreSQL as bigints.
    limit: BigInt(limitNano),
    unknown: unknownNano === null ? null : BigInt(unknownNano),
    period: period as Budget["period"],
    over: over as Budget["over"],
  };
}

export type BudgetRow = Row<"Budget">;

/** A budget by its id, or null. */
export function budgetById(tx: Transaction, id: string): Promise<BudgetRow | null> {
  return tx.budget.findUnique({ where: { id } });
}

/** The budgets, the oldest first. @throws CodedError `validation_error` for a foreign cursor */
export async function budgetsPage(tx: Transaction, query: PageQuery): Promise<Page<BudgetRow>> {
  return pageOf(await tx.budget.findMany(oldestPage(query)), query.limit);
}

/** How many budgets there are. */
export function countBudgets(tx: Transaction): Promise<number> {
  return tx.budget.count();
}

/** A budget that is for a group, or null where there is none. */
export async function budgetOfGroup(tx: Transaction, group: string): Promise<StoredBudget | null> {
  const budgets = (await tx.budget.findMany()).map(budgetOf);
  return budgets.find((budget) => budget.for.group === group) ?? null;
}

/** Adds a budget. */
export function insertBudget(tx: Transaction, budget: StoredBudget, now: Date): Promise<BudgetRow> {
  const { for: condition, limit, unknown, ...columns } = budget;
  const amounts = { limitNano: limit, unknownNano: unknown };
  return tx.budget.create({
    data: { ...columns, ...amounts, condition: toColumn(condition), createdAt: now, updatedAt: now },
  });
}

/** Changes parts of a budget that is there; what is undefined stays. */
export function updateBudget(
  tx: Transaction,
  id: string,
  { for: condition, limit, unknown, ...columns }: Partial<StoredBudget>,
  now: Date,
): Promise<BudgetRow> {
  const amounts = { limitNano: limit, unknownNano: unknown };
  return tx.budget.update({
    where: { id },
    data: { ...columns, ...amounts, condition: condition && toColumn(condition), updatedAt: now },
  });
}

/** Takes a budget away that is there, with what it came to. */
export async function removeBudget(tx: Transaction, id: string): Promise<void> {
  await tx.budget.delete({ where: { id } });
  await tx.budgetReservation.deleteMany({ where: { budgetId: id } });
  await tx.budgetUse.deleteMany({ where: { budgetId: id } });
}

const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);

/** The budgets that a call is under, in the order in which all lock them. One statement where there is none. */
export async function budgetsOver(rows: ReadRows, spender: Spender): Promise<StoredBudget[]> {
  const all = (await rows.find("Budget", {})).map(budgetOf).sort(byId);
  const grouped = all.some((budget) => budget.for.group !== undefined);
  const groups = grouped ? (await rows.find("ReviewerGroup", {})).map(groupOf) : [];
  const owned = all.some((budget) => budget.for.group !== undefined || budget.for.user_id !== undefined);
  const known = owned ? await withOwner(rows, spender) : spender;
  return all.filter((budget) => isUnder(budget.for, known, groups));
}

/** A budget with whose share of it a call would take. */
export interface ShareOf {
  budget: StoredBudget;
  holder: string;
}

/** Tells of any call which of the budgets that are on it is under; read once, for many calls. */
export async function budgetLookup(rows: ReadRows): Promise<(spender: Spender) => ShareOf[]> {
  const budgets = (await rows.find("Budget", {})).map(budgetOf).filter(({ enabled }) => enabled);
  if (budgets.length === 0) return () => [];
  const groups = (await rows.find("ReviewerGroup", {})).map(groupOf);
  const keys = await rows.pick("ApiKey", {}, ["id", "ownerUserId"]);
  const owners = new Map(keys.map(({ id, ownerUserId }) => [id, ownerUserId]));
  return (spender) => {
    const known = { ...spender, owner: owners.get(spender.run.created_by.id) ?? null };
    return budgets
      .filter((budget) => isUnder(budget.for, known, groups))
      .map((budget) => ({ budget, holder: holderOf(budget.for, known) }));
  };
}

/** A key that belongs to somebody spends as that person. */
export async function withOwner(rows: ReadRows, spender: Spender): Promise<Spender> {
  const { kind, id } = spender.run.created_by;
  if (kind !== "api_key") return spender;
  const [key] = await rows.pick("ApiKey", { id }, ["ownerUserId"]);
  return { ...spender, owner: key?.ownerUserId ?? null };
}

/** What was spent and set aside of a budget in a period, for one who has a share of their own or for all of those. */
export async function usageOf(
  tx: Transaction | ReadRows,
  { id, period }: Pick<StoredBudget, "id" | "period">,
  now: Date,
  holder?: string,
): Promise<{ spent: number; reserved: number }> {
  const reads = "find" in tx ? tx : readRows(tx);
  const rows = (await reads.find("BudgetUse", { budgetId: id, period: periodAt(period, now) })).filter(
    (row) => holder === undefined || row.holder === holder,
  );
  const sum = (of: (row: Row<"BudgetUse">) => bigint) =>
    usdOf(rows.reduce((all, row) => all + BigInt(of(row)), 0n));
  return { spent: sum((row) => row.spentNano), reserved: sum((row) => row.reservedNano) };
}

/** A budget as a run sees it that is under it, in US dollars. */
export function runBudgetOf(
  { id, name, limit, unknown, period, over }: StoredBudget,
  holder: string,
  used: { spent: number; reserved: number },
  now: Date,
): RunBudget {
  return {
    id,
    name,
    limit: usdOf(limit),
    ...used,
    unknown: unknown === null ? null : usdOf(unknown),
    holder: holder || null,
    currency: "USD",
    period,
    current: periodAt(period, now),
    over,
  };
}

/** So much of a budget is set aside for a call. */
export interface Reservation {
  budgetId: string;
  holder: string;
  period: string;
  amount: bigint;
}

type Kind = Pick<Database, "kind">;

/**
 * Sets money aside, unless that would pass the limit.
 * @param limit null to set it aside in any case
 * @returns false where there is not so much left; nothing is set aside then
 */
export async function setAside(
  db: Kind,
  rows: Rows,
  { budgetId, holder, period, amount }: Reservation,
  limit: bigint | null,
): Promise<boolean> {
  if (limit !== null && amount > limit) return false;
  const most = limit ?? 9_000_000_000_000_000_000n - amount;
  // The comparison and the sum are one statement: of those who come at once, the database lets through what fits.
  const changed = await rows.query(
    asked(
      db,
      `INSERT INTO "BudgetUse" ("budgetId", "holder", "period", "spentNano", "reservedNano")
       VALUES (?, ?, ?, 0, ?)
       ON CONFLICT ("budgetId", "holder", "period") DO UPDATE
       SET "reservedNano" = "BudgetUse"."reservedNano" + ?
       WHERE "BudgetUse"."spentNano" + "BudgetUse"."reservedNano" + ? <= ?
       RETURNING "budgetId"`,
    ),
    [budgetId, holder, period, amount, amount, amount, most],
  );
  return changed.length > 0;
}

/** Keeps what was set aside for a call. */
export async function keepReservations(
  rows: Rows,
  call: { runId: string; attempt: number },
  reservations: readonly Reservation[],
): Promise<void> {
  await rows.insert(
    "BudgetReservation",
    reservations.map(({ amount, ...rest }) => ({ ...call, ...rest, amountNano: amount })),
  );
}

/**
 * Swaps what was set aside for a call for what it cost. One statement where nothing was.
 * @param usd null for what was set aside
 */
export async function settleReservations(
  db: Kind,
  rows: Rows,
  call: { runId: string; attempt: number },
  usd: number | null,
): Promise<void> {
  const kept = await rows.find("BudgetReservation", call);
  if (kept.length === 0) return;
  for (const { budgetId, holder, period, amountNano } of kept.sort((a, b) =>
    a.budgetId < b.budgetId ? -1 : 1,
  )) {
    const amount = BigInt(amountNano);
    await rows.query(
      asked(
        db,
        `UPDATE "BudgetUse" SET "reservedNano" = "reservedNano" - ?, "spentNano" = "spentNano" + ?
         WHERE "budgetId" = ? AND "holder" = ? AND "period" = ?`,
      ),
      [amount, usd === null ? amount : nanoOf(usd), budgetId, holder, period],
    );
  }
  await rows.remove("BudgetReservation", call);
}

/** Lets another attempt have what was set aside for an earlier one of its run. @returns whether there was anything */
export async function moveReservations(
  rows: Rows,
  { runId, attempt }: { runId: string; attempt: number },
): Promise<boolean> {
  const earlier = (await rows.find("BudgetReservation", { runId })).map((row) => row.attempt);
  const last = Math.max(...earlier.filter((number) => number < attempt));
  if (!Number.isFinite(last)) return false;
  await rows.update("BudgetReservation", { runId, attempt: last }, { attempt });
  return true;
}
