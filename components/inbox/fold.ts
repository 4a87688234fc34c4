import type { RunSummary } from "@/lib/contracts/run";

/** Runs that can be answered together: same model, same reason, same payload but for prompt, files and seed. */
export interface Group {
  kind: "group";
  key: string;
  runs: RunSummary[];
  open: boolean;
}

/** One row of the inbox. */
export type Entry = Group | { kind: "run"; run: RunSummary; inGroup: boolean };

/** Two that look alike are quicker read than folded. */
const leastAlike = 3;

/** Only what waits can be answered together. */
function likeness(run: RunSummary): string | null {
  return run.status === "awaiting_human" ? run.similarity_key : null;
}

const none: RunSummary[] = [];

/** Folds similar runs into one row where the first of them stands; an opened group is followed by its runs. */
export function fold(runs: RunSummary[], opened: ReadonlySet<string>): Entry[] {
  const alike = new Map<string, RunSummary[]>();
  for (const run of runs) {
    const key = likeness(run);
    if (key === null) continue;
    const members = alike.get(key);
    if (members) members.push(run);
    else alike.set(key, [run]);
  }
  const entries: Entry[] = [];
  const placed = new Set<string>();
  for (const run of runs) {
    const key = likeness(run);
    const members = (key !== null && alike.get(key)) || none;
    if (key === null || members.length < leastAlike) entries.push({ kind: "run", run, inGroup: false });
    else if (!placed.has(key)) {
      placed.add(key);
      const open = opened.has(key);
      entries.push({ kind: "group", key, runs: members, open });
      if (open) for (const one of members) entries.push({ kind: "run", run: one, inGroup: true });
    }
  }
  return entries;
}

/** Where one can stop with `j` and `k`: a closed group counts as its first run, an open one as its runs. */
export function stopsOf(entries: Entry[]): string[] {
  return entries.flatMap((entry) => {
    if (entry.kind === "run") return entry.run.run_id;
    return entry.open ? [] : (entry.runs[0]?.run_id ?? []);
  });
}

/** The closed group that a run is folded into, if it is. */
export function groupOf(entries: Entry[], runId: string | null): Group | null {
  return (
    entries.find(
      (entry): entry is Group => entry.kind === "group" && entry.runs.some((run) => run.run_id === runId),
    ) ?? null
  );
}

export function keyOf(entry: Entry): string {
  return entry.kind === "group" ? `group ${entry.key}` : entry.run.run_id;
}
