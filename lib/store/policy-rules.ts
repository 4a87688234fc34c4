import type { FrozenRule } from "@/lib/contracts/rules";
import type { RunState } from "@/lib/core/state";
import type { Transaction } from "./connection/client";
import { fromColumn } from "./connection/json-column";
import { type Row, type Rows, readRows } from "./connection/rows";

/** The order in which rules are read. */
export const readingOrder = [
  { position: "asc" as const },
  { createdAt: "desc" as const },
  { id: "desc" as const },
];

/** The same order among rows. */
function asRead(a: Row<"PolicyRule">, b: Row<"PolicyRule">): number {
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
