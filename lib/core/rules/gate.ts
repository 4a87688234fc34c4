import type { TraceEntry } from "@/lib/contracts/parts";
import type { EffectivePolicy } from "@/lib/contracts/policy";
import type { FrozenRule } from "@/lib/contracts/rules";
import type { PolicyStep } from "@/lib/contracts/words";
import { evaluatePolicy, type Measurement, modeAt, stepNames } from "../policy";
import { type Demand, demandedBy, joinDemands, nothingDemanded } from "./demand";
import { matching, type RevisionFacts } from "./matches";
import { tighten } from "./tighten";

/** What a request has to pass: its own policy, and the organisation's rules that concern it. */
export interface Gate {
  /** What the request asked for. */
  requested: EffectivePolicy;
  /** The same as far as rules have tightened it already; strictness never falls again. */
  policy: EffectivePolicy;
  /** As they are read. */
  rules: readonly FrozenRule[];
}

/** What the gate says at one step. */
interface Passed {
  policy: EffectivePolicy;
  trace: TraceEntry[];
}

/**
 * The one place at which a policy is asked, of a run as of a preview, the shadow and the older path: which rules match
 * what would run now, what they make of the policy, and whether a person is asked.
 */
export function passGate(
  { requested, policy, rules }: Gate,
  facts: RevisionFacts,
  measured: Measurement,
): Passed {
  const demands = matching(rules, facts).map((rule) => ({ rule, demand: demandedBy(rule) }));
  const next = tighten(policy, demands.map(({ demand }) => demand).reduce(joinDemands, nothingDemanded));
  const { step } = measured;
  const told = demands.flatMap(({ rule, demand }) => entriesOf(rule, demand, requested, step));
  const own = evaluatePolicy(next, measured);
  // Where only rules want a person, they say so themselves, by name.
  const named = modeAt(requested, step) !== "require_human" && told.some(({ asks }) => asks);
  return {
    policy: next,
    trace: [...told, ...(named ? own.filter(({ rule }) => rule !== "require_human") : own)],
  };
}

/** What one rule demands at a step, and what it tightens of a request, as lines of the trace. */
function entriesOf(
  { id, name }: FrozenRule,
  demand: Demand,
  requested: EffectivePolicy,
  step: PolicyStep,
): TraceEntry[] {
  const by = { id, name };
  const rule = `The organisation's rule “${name}”`;
  const mode = demand.modes[step];
  const before = modeAt(requested, step);
  const { timeout_seconds_max: most, on_timeout: ends, approvals } = demand;
  const asks = mode === "require_human";
  return [
    ...when(mode !== "auto", {
      rule: "organisation",
      measured: before,
      threshold: mode,
      asks,
      reason: `${rule} ${asks ? "asks for a person" : "has thresholds looked at"} at ${stepNames[step]}`,
    }),
    ...when(most !== null && requested.timeout_seconds > most, {
      rule: "timeout_seconds_max",
      measured: requested.timeout_seconds,
      threshold: most,
      asks: false,
      reason: `${rule} lets a question wait ${most} s at most, not ${requested.timeout_seconds} s`,
    }),
    ...when(!ends.includes(requested.on_timeout), {
      rule: "on_timeout",
      measured: requested.on_timeout,
      threshold: [...ends],
      asks: false,
      reason: `${rule} does not let a question that nobody answers end as “${requested.on_timeout}”`,
    }),
    ...when(approvals !== null, {
      rule: "approvals",
      measured: null,
      threshold: approvals?.count ?? null,
      asks: false,
      reason: `${rule} wants ${approvals?.count === 1 ? "1 approval" : `${approvals?.count} approvals`}`,
    }),
  ].map((entry) => ({ step, ...entry, by }));
}

type Line = Omit<TraceEntry, "step" | "by">;

function when(holds: boolean, line: Line): Line[] {
  return holds ? [line] : [];
}
