import type { TraceEntry } from "@/lib/contracts/parts";
import { PolicyStep, type ReviewStep } from "@/lib/contracts/words";
import type { Measurement } from "../policy";
import { type Gate, passGate } from "../rules/gate";
import type { RevisionFacts } from "../rules/matches";

/** What a gate would have said to one run at one step. */
export interface Replayed {
  step: PolicyStep;
  asks: boolean;
  /** What asks: lines of the trace. */
  asking: TraceEntry[];
}

/** What was measured, and what would have run then. */
export interface Looked {
  measured: Measurement;
  facts: Required<RevisionFacts>;
}

/**
 * Each measurement with what would have run when it was taken: the model that a later edit replaced, and the cost of the
 * payload that was looked at last.
 * @param facts as they stand in the end
 */
export function lookedAt(facts: Required<RevisionFacts>, measured: readonly Measurement[]): Looked[] {
  let { cost, ...model } = facts;
  const models = measured.toReversed().map((one) => {
    const then = model;
    if (one.step === "information_review" && one.replaced) model = one.replaced;
    return then;
  });
  cost = null;
  return measured.map((one, at) => {
    if (one.step === "payload_review") cost = one.cost;
    return { measured: one, facts: { ...(models.at(-1 - at) ?? model), cost } };
  });
}

/**
 * What a gate would have asked of a run, by what was measured when the run first came to each step. A step the run
 * never came to, or that was not measured, is left out: nobody can tell.
 */
export function replayGate(gate: Gate, looked: readonly Looked[]): Replayed[] {
  const firsts = PolicyStep.options.flatMap(
    (step) => looked.find(({ measured }) => measured.step === step) ?? [],
  );
  let { policy } = gate;
  return firsts.map(({ facts, measured }) => {
    const passed = passGate({ ...gate, policy }, facts, measured);
    policy = passed.policy;
    const asking = passed.trace.filter(({ asks }) => asks);
    return { step: measured.step, asks: asking.length > 0, asking };
  });
}

/** The steps at which a run's own policy asked. */
export function stepsAsked(trace: readonly TraceEntry[]): Set<ReviewStep> {
  return new Set(trace.filter(({ asks }) => asks).map(({ step }) => step));
}
