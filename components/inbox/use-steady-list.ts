import { useState } from "react";
import type { RunSummary } from "@/lib/contracts/run";
import { holdBack } from "./hold-back";

/** A list that never moves under the reader: see `holdBack`. A new view, or `showAll`, takes the fresh order. */
export function useSteadyList(fresh: RunSummary[], viewKey: string) {
  const [last, setLast] = useState({ fresh, viewKey, shown: fresh, held: 0 });
  let now = last;
  if (last.fresh !== fresh || last.viewKey !== viewKey) {
    const before = last.viewKey === viewKey ? last.shown : [];
    now = { fresh, viewKey, ...holdBack(fresh, before) };
    // Remembered while rendering: what is on the screen now is the order the next list must keep.
    setLast(now);
  }
  return {
    shown: now.shown,
    held: now.held,
    showAll: () => setLast({ fresh, viewKey, shown: fresh, held: 0 }),
  };
}
