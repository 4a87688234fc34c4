import type { TraceEntry } from "@/lib/contracts/parts";
import type { EffectivePolicy } from "@/lib/contracts/policy";
import { PolicyStep, type ReviewStep } from "@/lib/contracts/words";
import { evaluatePolicy, type Measurement } from "../policy";

/** What a policy would have said to one run at one step. */
export interface Replayed {
  step: PolicyStep;
  asks: boolean;
  /** The rules that ask. */
  rules: string[];
}

/**
 * What a policy would have asked of a run, by what was measured when the run first came to each step. A step the run
 * never came to, or that was not measured, is left out: nobody can tell.
 */
export function replayPolicy(policy: EffectivePolicy, measured: readonly Measurement[]): Replayed[] {
  return PolicyStep.options.flatMap((step) => {
    const first = measured.find((one) => one.step === step);
    if (!first) return [];
    const rules = evaluatePolicy(policy, first)
      .filter(({ asks }) => asks)
      .map(({ rule }) => rule);
    return [{ step, asks: rules.length > 0, rules }];
  });
}

/** The steps at which a run's own policy asked. */
export function stepsAsked(trace: readonly TraceEntry[]): Set<ReviewStep> {
  return new Set(trace.filter(({ asks }) => asks).map(({ step }) => step));
}
