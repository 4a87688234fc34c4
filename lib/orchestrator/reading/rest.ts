import { terminalStatuses } from "@/lib/contracts/words";
import type { RunState } from "@/lib/core/state";
import { loadState } from "@/lib/store/runs/load-run";
import type { Context } from "../context";

/** The run is looked at so often even without a wake-up, in milliseconds. */
const lookEvery = 5_000;

/** True when a run waits for a person or has ended. */
export function isAtRest(run: Pick<RunState, "status">): boolean {
  return run.status === "awaiting_human" || hasEnded(run);
}

/** True when a run has ended. */
export function hasEnded(run: Pick<RunState, "status">): boolean {
  return terminalStatuses.some((status) => status === run.status);
}

/**
 * Waits until a run comes to rest.
 * @param ms the longest wait, in milliseconds
 * @param signal ends the wait when it aborts
 * @returns the run as it then is, at rest or not
 */
export function waitForRest(
  context: Context,
  runId: string,
  ms: number,
  signal?: AbortSignal,
): Promise<RunState> {
  return waitUntil(isAtRest, context, runId, ms, signal);
}

/** The same until a run has ended: a person may have to answer first. */
export function waitForEnd(
  context: Context,
  runId: string,
  ms: number,
  signal?: AbortSignal,
): Promise<RunState> {
  return waitUntil(hasEnded, context, runId, ms, signal);
}

async function waitUntil(
  isThere: (run: RunState) => boolean,
  context: Context,
  runId: string,
  ms: number,
  signal?: AbortSignal,
): Promise<RunState> {
  const listener = context.wakeups.listen(runId);
  const end = performance.now() + ms;
  try {
    for (;;) {
      const state = await loadState(context.db.prisma, runId);
      const left = end - performance.now();
      if (isThere(state) || left <= 0 || signal?.aborted) return state;
      await listener.next(Math.min(left, lookEvery), signal);
    }
  } finally {
    listener.close();
  }
}
