import { useMemo, useState } from "react";
import type { RunSummary } from "@/lib/contracts/run";
import { holdBack } from "./hold-back";

const nothing: string[] = [];

function same(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((id, index) => id === right[index]);
}

/** A list that never moves under the reader: see `holdBack`. A new view, or `showAll`, takes the fresh order. */
export function useSteadyList(fresh: RunSummary[], viewKey: string) {
  const [steady, setSteady] = useState<{ viewKey: string; order: string[] }>({ viewKey, order: nothing });
  const order = steady.viewKey === viewKey ? steady.order : nothing;
  const { shown, held } = useMemo(() => holdBack(fresh, order), [fresh, order]);
  const ids = useMemo(() => shown.map((run) => run.run_id), [shown]);
  // Remembered while rendering: what is on the screen now is the order the next list must keep.
  if (steady.viewKey !== viewKey || !same(ids, steady.order)) setSteady({ viewKey, order: ids });
  return {
    shown,
    held,
    showAll: () => setSteady({ viewKey, order: fresh.map((run) => run.run_id) }),
  };
}
