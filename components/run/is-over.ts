import type { RunStatus } from "@/lib/contracts/words";

const over = {
  queued: false,
  running: false,
  awaiting_human: false,
  completed: true,
  failed: true,
  cancelled: true,
  expired: true,
} as const satisfies Record<RunStatus, boolean>;

/** Whether nothing more can happen to a run of this status. */
export function isOver(status: RunStatus): boolean {
  return over[status];
}
