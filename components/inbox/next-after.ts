import type { RunSummary } from "@/lib/contracts/run";

/**
 * The run to open after some were decided: the next that waits from `place` on, else the last before it.
 * @param place where the one that was open stands, or stood
 */
export function nextAfter(shown: RunSummary[], place: number, decided: readonly string[]): string | null {
  const gone = new Set(decided);
  const waits = (run: RunSummary) => run.status === "awaiting_human" && !gone.has(run.run_id);
  const next = shown.slice(place).find(waits) ?? shown.slice(0, place).findLast(waits);
  return next?.run_id ?? null;
}

/** The run to have open beside another view of the list: the open one if the view has it, else the first that waits. */
export function openBeside(rows: readonly RunSummary[], open: string): string | null {
  if (rows.some(({ run_id }) => run_id === open)) return open;
  return rows.find(({ status }) => status === "awaiting_human")?.run_id ?? null;
}
