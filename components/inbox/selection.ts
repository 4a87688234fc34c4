import type { RunSummary } from "@/lib/contracts/run";

/** The ids between two rows, both included, whichever comes first; just `to` when `from` is not there. */
export function between(ids: readonly string[], from: string | null, to: string): string[] {
  const start = from === null ? -1 : ids.indexOf(from);
  const end = ids.indexOf(to);
  if (start < 0 || end < 0) return [to];
  return ids.slice(Math.min(start, end), Math.max(start, end) + 1);
}

/** Selects all of `ids`, or, when they all are selected already, none of them. */
export function toggled(selected: ReadonlySet<string>, ids: readonly string[]): Set<string> {
  const next = new Set(selected);
  const all = ids.every((id) => selected.has(id));
  for (const id of ids) {
    if (all) next.delete(id);
    else next.add(id);
  }
  return next;
}

/** What is known of the cost, in dollars. */
export function costOf(runs: readonly Pick<RunSummary, "estimated_cost">[]): number {
  return runs.reduce((sum, run) => sum + (run.estimated_cost?.amount ?? 0), 0);
}

export type BulkAction = "approve" | "reject";
