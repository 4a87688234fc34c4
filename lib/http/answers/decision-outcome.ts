import { z } from "zod";
import { DecisionOutcome } from "@/lib/contracts/evidence";
import type { JsonObject } from "@/lib/contracts/json";
import type { Problem } from "@/lib/contracts/problem";
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

/**
 * The same as it is kept under an Idempotency-Key: statuses, codes and ids. A record of many runs is no run's, so erasing
 * one would not find in it what its people said.
 */
export function outcomesKept(answer: JsonObject): JsonObject {
  const { data } = Outcomes.parse(answer);
  return {
    ...answer,
    data: data.map(({ problem, ...outcome }) => ({ ...outcome, problem: problem && withoutWords(problem) })),
  };
}

const Outcomes = z.object({ data: z.array(DecisionOutcome) });

function withoutWords({ type, title, status, code }: Problem): JsonObject {
  return { type, title, status, code, detail: title };
}
