import type { DecisionOutcome } from "@/lib/contracts/evidence";
import type { Actor } from "@/lib/contracts/parts";
import type { RunSummary } from "@/lib/contracts/run";
import type { BulkAction } from "../selection";

/** The rows of runs that were decided together, as they are until they go out; the stream says the rest. */
export function heldRows(
  runs: readonly RunSummary[],
  outcomes: DecisionOutcome[],
  { action, by, until }: { action: BulkAction; by: Actor; until: number },
): Map<string, RunSummary> {
  const held = {
    undo_until: new Date(until).toISOString(),
    held_decision: { action, by },
    approval_token: null,
  };
  const decided = new Map(outcomes.map((outcome) => [outcome.run_id, outcome]));
  return new Map(
    runs.flatMap((run) => {
      const status = decided.get(run.run_id)?.status;
      // What still waits was approved in part: nothing follows yet that could be held.
      return status && status !== "awaiting_human"
        ? [[run.run_id, { ...run, ...held, status }] as const]
        : [];
    }),
  );
}
