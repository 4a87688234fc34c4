import type { RunSummary } from "@/lib/contracts/run";

/** The rows after some of them changed, came or went; an older state of a row never replaces a newer one. */
export function withChanges(
  runs: RunSummary[],
  changes: ReadonlyMap<string, RunSummary | null>,
): RunSummary[] {
  if (changes.size === 0) return runs;
  const seen = new Set<string>();
  const kept: RunSummary[] = [];
  for (const run of runs) {
    const changed = changes.get(run.run_id);
    if (seen.has(run.run_id) || changed === null) continue;
    seen.add(run.run_id);
    kept.push(changed === undefined || changed.version < run.version ? run : changed);
  }
  for (const [id, run] of changes) if (run && !seen.has(id)) kept.push(run);
  return kept;
}
