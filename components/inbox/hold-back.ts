import type { RunSummary } from "@/lib/contracts/run";

interface Held {
  /** What is on the screen: nothing in it has moved. */
  shown: RunSummary[];
  /** How many would have pushed others down. */
  held: number;
}

/**
 * What to show of a fresh list without moving what one reads: rows that were there stay in their order,
 * newcomers below them come in at once, newcomers between or above them wait to be asked for.
 * @param before the rows that are on the screen
 */
export function holdBack(fresh: RunSummary[], before: readonly RunSummary[]): Held {
  if (before.length === 0 || movesNothing(fresh, before)) return { shown: fresh, held: 0 };
  const known = new Set(before.map((run) => run.run_id));
  const byId = new Map(fresh.map((run) => [run.run_id, run]));
  const kept = before.flatMap(({ run_id }) => byId.get(run_id) ?? []);
  if (kept.length === 0) return { shown: fresh, held: 0 };
  const lastKnown = fresh.findLastIndex((run) => known.has(run.run_id));
  const below = fresh.slice(lastKnown + 1);
  return { shown: [...kept, ...below], held: fresh.length - kept.length - below.length };
}

/** Whether the fresh rows are those from before, some of them gone; told in one pass, for most changes are that. */
function movesNothing(fresh: RunSummary[], before: readonly RunSummary[]): boolean {
  let next = 0;
  for (const { run_id } of before) if (fresh[next]?.run_id === run_id) next += 1;
  return next === fresh.length;
}
