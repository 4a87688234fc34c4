import { useMutation } from "@tanstack/react-query";
import type { DecideMany } from "@/lib/contracts/decide";
import type { DecisionOutcome } from "@/lib/contracts/evidence";
import type { ApiError } from "./api-error";
import { call } from "./call";
import { confirmWho } from "./confirm-who";

/** As many as one call takes. */
const most = 100;

/** Gives one answer to many questions; one outcome for each, in order. */
export async function decideRuns(body: DecideMany): Promise<DecisionOutcome[]> {
  const outcomes: DecisionOutcome[] = [];
  for (let from = 0; from < body.runs.length; from += most) {
    const part = { ...body, runs: body.runs.slice(from, from + most) };
    outcomes.push(...(await decidePart(part)));
  }
  return outcomes;
}

/** Those that ask who one is are decided once more when one has proved it. */
async function decidePart(body: DecideMany): Promise<DecisionOutcome[]> {
  const { data } = await call("POST /api/hitl/decisions", { body });
  const asked = data.flatMap(({ problem }, at) => (problem?.code === "confirmation_required" ? [at] : []));
  if (asked.length === 0 || !(await confirmWho())) return data;
  const runs = body.runs.filter((_, at) => asked.includes(at));
  const again = (await call("POST /api/hitl/decisions", { body: { ...body, runs } })).data;
  return data.map((outcome, at) => again[asked.indexOf(at)] ?? outcome);
}

export function useDecideRuns() {
  return useMutation<DecisionOutcome[], ApiError, DecideMany>({ mutationFn: decideRuns });
}
