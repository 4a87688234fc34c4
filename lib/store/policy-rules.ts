import type { FrozenRule } from "@/lib/contracts/rules";
import type { RunState } from "@/lib/core/state";
import type { Transaction } from "./connection/client";
import { fromColumn, toColumn } from "./connection/json-column";
import { type Row, type Rows, readRows } from "./connection/rows";

/** The order in which rules are read. */
const readingOrder = [{ position: "asc" as const }, { createdAt: "desc" as const }, { id: "desc" as const }];

/** The same order among rows. */
function asRead(a: RuleRow, b: RuleRow): number {
  return (
    a.position - b.position ||
    b.createdAt.getTime() - a.createdAt.getTime() ||
    (a.id < b.id ? 1 : a.id > b.id ? -1 : 0)
  );
}

/** A row as runs keep it. */
export function frozenOf(row: { id: string; name: string; condition: unknown; demand: unknown }): FrozenRule {
  const { id, name, condition, demand } = row;
  return {
    id,
    name,
    when: fromColumn<FrozenRule["when"]>(condition),
    demand: fromColumn<FrozenRule["demand"]>(demand),
  };
}

/**
 * Nobody else changes these rules until this transaction ends: what is read after it is what is changed.
 * @param where those that are to be changed, all of them where it is empty
 */
export async function lockRules(tx: Transaction, where: { id?: string } = {}): Promise<void> {
  await tx.policyRule.updateMany({ where, data: { position: { increment: 0 } } });
}

/** The rules that are switched on, as they are read: anew for each request, so that every instance follows at once. */
export async function enabledRules(tx: Transaction): Promise<FrozenRule[]> {
  const rows = await readRows(tx).find("PolicyRule", { enabled: true });
  return rows.sort(asRead).map(frozenOf);
}

const caughtBy = ({ trace }: Pick<RunState, "trace">) => new Set(trace.flatMap(({ by }) => by?.id ?? []));

export type RuleRow = Row<"PolicyRule">;

/** A rule as an admin writes it. */
interface WrittenRule extends FrozenRule {
  enabled: boolean;
  order: number;
}

/** A rule by its id, or null. */
export function ruleById(tx: Transaction, id: string): Promise<RuleRow | null> {
  return tx.policyRule.findUnique({ where: { id } });
}

/** Every rule in the order in which they are read, those that are switched off among them. */
export function rulesAsRead(tx: Transaction): Promise<RuleRow[]> {
  return tx.policyRule.findMany({ orderBy: readingOrder });
}

/** How many rules there are. */
export function countRules(tx: Transaction): Promise<number> {
  return tx.policyRule.count();
}

/** Adds a rule. */
export function insertRule(
  tx: Transaction,
  { when, demand, order, ...columns }: WrittenRule,
  now: Date,
): Promise<RuleRow> {
  const json = { condition: toColumn(when), demand: toColumn(demand) };
  return tx.policyRule.create({
    data: { ...columns, ...json, position: order, createdAt: now, updatedAt: now },
  });
}

/** Changes parts of a rule that is there; what is undefined stays. */
export function updateRule(
  tx: Transaction,
  id: string,
  { when, demand, order, ...columns }: Partial<WrittenRule>,
  now: Date,
): Promise<RuleRow> {
  const json = { condition: when && toColumn(when), demand: demand && toColumn(demand) };
  return tx.policyRule.update({
    where: { id },
    data: { ...columns, ...json, position: order, updatedAt: now },
  });
}

/** Takes a rule away that is there, and forgets what it caught. */
export async function removeRule(tx: Transaction, id: string): Promise<void> {
  await tx.policyRule.delete({ where: { id } });
  await tx.ruleCatch.deleteMany({ where: { ruleId: id } });
}

/** Of how many runs each of these rules demanded something since then, by the rule's id. */
export async function catchesSince(
  tx: Transaction,
  ids: readonly string[],
  since: Date,
): Promise<ReadonlyMap<string, number>> {
  const counts = await tx.ruleCatch.groupBy({
    by: ["ruleId"],
    where: { ruleId: { in: [...ids] }, at: { gte: since } },
    _count: true,
  });
  return new Map(counts.map(({ ruleId, _count }) => [ruleId, _count]));
}

/** Counts a run for the rules that demand something of it for the first time. */
export async function noteCatches(rows: Rows, before: RunState | null, run: RunState): Promise<void> {
  if (!run.rules) return;
  const known = before ? caughtBy(before) : new Set<string>();
  const fresh = [...caughtBy(run)].filter((id) => !known.has(id));
  if (fresh.length === 0) return;
  const at = new Date(run.updated_at);
  await rows.insert(
    "RuleCatch",
    fresh.map((ruleId) => ({ ruleId, runId: run.run_id, at })),
  );
}
