import type { RunSummary } from "@/lib/contracts/run";
import { clustersOf } from "./alike/cluster";
import type { Template } from "./alike/template";

/** Runs that can be answered together: same model, reason and payload, and prompts that are nearly equal. */
export interface Group {
  kind: "group";
  key: string;
  runs: RunSummary[];
  /** What their prompts have in common. */
  template: Template;
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

/**
 * Folds runs that are alike into one row where the first of them stands; an opened group is followed by its runs.
 * @param opened runs whose groups are open, whatever else has joined those or left them since
 */
export function fold(runs: RunSummary[], opened: ReadonlySet<string>): Entry[] {
  const groups = groupsAmong(runs, opened);
  const placed = new Set<Group>();
  return runs.flatMap((run): Entry[] => {
    const group = groups.get(run.run_id);
    if (!group) return [{ kind: "run", run, inGroup: false }];
    if (placed.has(group)) return [];
    placed.add(group);
    const members = group.runs.map((one): Entry => ({ kind: "run", run: one, inGroup: true }));
    return group.open ? [group, ...members] : [group];
  });
}

/** The group of each run that has one. */
function groupsAmong(runs: RunSummary[], opened: ReadonlySet<string>): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const [likeness, similar] of sameSettings(runs)) {
    if (similar.length < leastAlike) continue;
    const clusters = clustersOf(similar, ({ prompt }) => prompt);
    for (const [index, { items, template }] of clusters.entries()) {
      if (items.length < leastAlike) continue;
      const open = opened.size > 0 && items.some(({ run_id }) => opened.has(run_id));
      const group: Group = { kind: "group", key: `${likeness} ${index}`, runs: items, template, open };
      for (const { run_id } of items) groups.set(run_id, group);
    }
  }
  return groups;
}

function sameSettings(runs: RunSummary[]): Map<string, RunSummary[]> {
  const similar = new Map<string, RunSummary[]>();
  for (const run of runs) {
    const key = likeness(run);
    if (key === null) continue;
    const there = similar.get(key);
    if (there) there.push(run);
    else similar.set(key, [run]);
  }
  return similar;
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
