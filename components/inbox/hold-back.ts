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
 */
export function holdBack(fresh: RunSummary[], order: readonly string[]): Held {
  if (order.length === 0) return { shown: fresh, held: 0 };
  const known = new Set(order);
  const byId = new Map(fresh.map((run) => [run.run_id, run]));
  const kept = order.flatMap((id) => byId.get(id) ?? []);
  if (kept.length === 0) return { shown: fresh, held: 0 };
  const lastKnown = fresh.findLastIndex((run) => known.has(run.run_id));
  const below = fresh.slice(lastKnown + 1);
  return { shown: [...kept, ...below], held: fresh.length - kept.length - below.length };
}
