import { useState } from "react";
import type { RunSummary } from "@/lib/contracts/run";
import { holdBack } from "./hold-back";

/** A list that never moves under the reader: see `holdBack`. A new view, or `showAll`, takes the fresh order. */
export function useSteadyList(fresh: RunSummary[], viewKey: string) {
  const [steady, setSteady] = useState<{ viewKey: string; order: string[] }>({ viewKey, order: [] });
  const order = steady.viewKey === viewKey ? steady.order : [];
  const { shown, held } = holdBack(fresh, order);
  const ids = shown.map((run) => run.run_id);
  // Remembered while rendering: what is on the screen now is the order the next list must keep.
  if (steady.viewKey !== viewKey || ids.join() !== steady.order.join()) setSteady({ viewKey, order: ids });
  return {
    shown,
    held,
    showAll: () => setSteady({ viewKey, order: fresh.map((run) => run.run_id) }),
  };
}
