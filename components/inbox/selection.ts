import { useCallback, useMemo, useRef, useState } from "react";
import type { RunSummary } from "@/lib/contracts/run";

/** Which of the runs in sight are selected; what has gone or cannot be decided any more is not. */
export function useSelection(shown: RunSummary[], chosen: string | null) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<string | null>(null);
  const selected = useMemo(
    () =>
      picked.size === 0
        ? []
        : shown.filter((run) => run.status === "awaiting_human" && picked.has(run.run_id)),
    [shown, picked],
  );
  const ids = useMemo(() => new Set(selected.map((run) => run.run_id)), [selected]);
  const now = useRef({ shown, chosen });
  now.current = { shown, chosen };

  const toggle = useCallback((runIds: string[]) => {
    anchor.current = runIds.at(-1) ?? null;
    setPicked((before) => toggled(before, runIds));
  }, []);
  /** Everything from the row that was selected last, or is open, to this one. */
  const extend = useCallback((runId: string) => {
    const { shown, chosen } = now.current;
    const waiting = shown.filter((run) => run.status === "awaiting_human").map((run) => run.run_id);
    const range = between(waiting, anchor.current ?? chosen, runId);
    setPicked((before) => new Set([...before, ...range]));
  }, []);
  /** These and no others. */
  const select = useCallback((runIds: readonly string[]) => {
    anchor.current = null;
    setPicked(new Set(runIds));
  }, []);
  return { selected, ids, toggle, extend, select };
}

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
