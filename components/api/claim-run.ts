import { useDecision } from "./use-decision";

/** A claim tells the others that someone is at it; it locks nothing. */
export function useClaim(runId: string) {
  return useDecision<void>(runId, "claim");
}

export function useRelease(runId: string) {
  return useDecision<void>(runId, "release");
}
