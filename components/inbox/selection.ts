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

/** Why a selected run is not decided with the others. */
export type LeftOut = { run: RunSummary; why: "errors" | "other" | "gone" };

/** Which of the selected runs can be answered so in one go, and which need to be looked at one by one. */
export function decidable(
  runs: readonly RunSummary[],
  action: BulkAction,
): { ready: RunSummary[]; leftOut: LeftOut[] } {
  const ready: RunSummary[] = [];
  const leftOut: LeftOut[] = [];
  for (const run of runs) {
    if (run.approval_token === null || run.status !== "awaiting_human") leftOut.push({ run, why: "gone" });
    else if (!run.actions_required.includes(action)) leftOut.push({ run, why: "other" });
    else if (action === "approve" && run.error_issues > 0) leftOut.push({ run, why: "errors" });
    else ready.push(run);
  }
  return { ready, leftOut };
}
