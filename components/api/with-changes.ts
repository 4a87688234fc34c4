import type { RunSummary } from "@/lib/contracts/run";

/** The rows after some of them changed, came or went; an older state of a row never replaces a newer one. */
export function withChanges(
  runs: RunSummary[],
  changes: ReadonlyMap<string, RunSummary | null>,
): RunSummary[] {
  if (changes.size === 0) return runs;
  const seen = new Set<string>();
  const kept = runs.flatMap((run) => {
    const changed = changes.get(run.run_id);
    if (seen.has(run.run_id) || changed === null) return [];
    seen.add(run.run_id);
    return changed === undefined || changed.version < run.version ? [run] : [changed];
  });
  for (const [id, run] of changes) if (run && !seen.has(id)) kept.push(run);
  return kept;
}
