import { call } from "./call";
import { useDecision } from "./use-decision";

/** A claim tells the others that someone is at it; it locks nothing. */
export function useClaim(id: string) {
  return useDecision<void>(id, "claim", () => call("POST /api/hitl/runs/{id}/claim", { params: { id } }));
}

export function useRelease(id: string) {
  return useDecision<void>(id, "release", () => call("POST /api/hitl/runs/{id}/release", { params: { id } }));
}
