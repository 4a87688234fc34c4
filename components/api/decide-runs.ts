import { useMutation } from "@tanstack/react-query";
import type { DecideMany } from "@/lib/contracts/decide";
import type { DecisionOutcome } from "@/lib/contracts/evidence";
import type { ApiError } from "./api-error";
import { call } from "./call";

/** As many as one call takes. */
const most = 100;

/** Gives one answer to many questions; one outcome for each, in order. */
export async function decideRuns(body: DecideMany): Promise<DecisionOutcome[]> {
  const outcomes: DecisionOutcome[] = [];
  for (let from = 0; from < body.runs.length; from += most) {
    const part = { ...body, runs: body.runs.slice(from, from + most) };
    const page = await call("POST /api/hitl/decisions", { body: part });
    outcomes.push(...page.data);
  }
  return outcomes;
}

export function useDecideRuns() {
  return useMutation<DecisionOutcome[], ApiError, DecideMany>({ mutationFn: decideRuns });
}
