import type { DecisionOutcome } from "@/lib/contracts/evidence";
import type { OneOfMany } from "@/lib/orchestrator/decisions/decide-many";
import { problemIn } from "./problem";

/** What became of one run of a bulk decision, as the wire tells it. */
export function outcomeAnswer(outcome: OneOfMany): DecisionOutcome {
  const { run_id } = outcome;
  if ("error" in outcome) {
    return { run_id, decided: false, status: null, current_step: null, problem: problemIn(outcome.error) };
  }
  const { status, step } = outcome.run;
  return { run_id, decided: true, status, current_step: step, problem: null };
}
