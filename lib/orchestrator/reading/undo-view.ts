import type { Run } from "@/lib/contracts/run";
import type { RunState } from "@/lib/core/state";

/** Until when the last decision may be taken back, as the wire shows it. */
export function undoView({ held }: RunState): Pick<Run, "undo_until" | "held_decision"> {
  if (!held) return { undo_until: null, held_decision: null };
  const { until, action, by } = held;
  return { undo_until: until, held_decision: { action, by } };
}
