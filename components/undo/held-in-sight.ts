import { useEffect, useSyncExternalStore } from "react";
import type { UndoOffer } from "./offer-undo";

/** The run whose own line offers to take its decision back. */
let inSight: string | null = null;
const listeners = new Set<() => void>();

function set(runId: string | null) {
  inSight = runId;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Says, as long as the component is there, that a run offers it itself; null for none. */
export function useHeldInSight(runId: string | null) {
  useEffect(() => {
    if (runId === null) return;
    set(runId);
    return () => set(null);
  }, [runId]);
}

/** True when all that an offer would take back is offered by the run that is open: one offer is enough. */
export function useIsOfferedByRun(offer: UndoOffer | null): boolean {
  const runId = useSyncExternalStore(
    subscribe,
    () => inSight,
    () => null,
  );
  return offer?.runs.every(({ run_id }) => run_id === runId) ?? false;
}
