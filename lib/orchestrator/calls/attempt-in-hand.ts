import type { AttemptState, RunState } from "@/lib/core/state";

/** The attempt, when the run is at the call with it and it is not settled yet. */
export function attemptInHand(run: RunState, number: number): AttemptState | null {
  const { attempt, step, status } = run;
  if (step !== "api_call" || status !== "running" || attempt?.number !== number) return null;
  return attempt.phase === "settled" ? null : attempt;
}
