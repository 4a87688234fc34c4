import type { TraceEntry } from "@/lib/contracts/parts";
import { PolicyStep, type ReviewStep } from "@/lib/contracts/words";
import type { Measurement } from "../policy";
import { type Gate, passSteps } from "../rules/gate";
import type { RevisionFacts } from "../rules/matches";

/** What a gate would have said to one run at one step. */
export interface Replayed {
  step: PolicyStep;
  asks: boolean;
  /** What asks: lines of the trace. */
  asking: TraceEntry[];
}

/**
 * What a gate would have asked of a run, by what was measured when the run first came to each step. A step the run
 * never came to, or that was not measured, is left out: nobody can tell.
 */
export function replayGate(
  gate: Gate,
  facts: Required<RevisionFacts>,
  measured: readonly Measurement[],
): Replayed[] {
  const firsts = PolicyStep.options.flatMap((step) => measured.find((one) => one.step === step) ?? []);
  const { trace } = passSteps(gate, facts, firsts);
  return firsts.map(({ step }) => {
    const asking = trace.filter((entry) => entry.step === step && entry.asks);
    return { step, asks: asking.length > 0, asking };
  });
}

/** The steps at which a run's own policy asked. */
export function stepsAsked(trace: readonly TraceEntry[]): Set<ReviewStep> {
  return new Set(trace.filter(({ asks }) => asks).map(({ step }) => step));
}
