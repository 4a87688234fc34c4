import type { Cost, TraceEntry } from "@/lib/contracts/parts";
import type { EffectivePolicy } from "@/lib/contracts/policy";
import type { FrozenRule } from "@/lib/contracts/rules";
import { PolicyStep } from "@/lib/contracts/words";
import { evaluatePolicy, type Measurement, modeAt, stepNames } from "../policy";
import type { RunState } from "../state";
import { type Demand, demandedBy, joinDemands, nothingDemanded } from "./demand";
import { factsOf } from "./facts";
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

/** What the gate says. */
interface Passed {
  policy: EffectivePolicy;
  trace: TraceEntry[];
}

/** What would run, as it stands in the end. */
type Facts = Omit<RevisionFacts, "cost"> & { cost: Cost | null };

/** What a step can know of it: there is nothing to price before there is a payload. */
function knownAt(step: PolicyStep, { cost, ...facts }: Facts): RevisionFacts {
  return step === "information_review" ? facts : { ...facts, cost };
}

/**
 * The one place at which a policy is asked, of a run as of a preview, the shadow and the older path: which rules match
 * what would run now, what they make of the policy, and whether a person is asked.
 */
export function passGate({ requested, policy, rules }: Gate, facts: Facts, measured: Measurement): Passed {
  const { step } = measured;
  const demands = matching(rules, knownAt(step, facts)).map((rule) => ({ rule, demand: demandedBy(rule) }));
  const next = tighten(policy, demands.map(({ demand }) => demand).reduce(joinDemands, nothingDemanded));
  const told = demands.flatMap(({ rule, demand }) => entriesOf(rule, demand, requested, step));
  const own = evaluatePolicy(next, measured);
  // Where only rules want a person, they say so themselves, by name.
  const named = modeAt(requested, step) !== "require_human" && told.some(({ asks }) => asks);
  return {
    policy: next,
    trace: [...told, ...(named ? own.filter(({ rule }) => rule !== "require_human") : own)],
  };
}

/** The same for all that was measured, in order: what one step tightened holds at the next. */
export function passSteps(gate: Gate, facts: Facts, measured: readonly Measurement[]): Passed {
  return measured.reduce<Passed>(
    ({ policy, trace }, one) => {
      const passed = passGate({ ...gate, policy }, facts, one);
      return { policy: passed.policy, trace: [...trace, ...passed.trace] };
    },
    { policy: gate.policy, trace: [] },
  );
}

/** The gate of a request that nothing has tightened yet. */
export function gateOf(requested: EffectivePolicy, rules: readonly FrozenRule[]): Gate {
  return { requested, policy: requested, rules };
}

/** Whether a policy may have somebody look before a call, or at its answer. */
export function wantsSomebody(policy: EffectivePolicy): boolean {
  return PolicyStep.options.some((step) => modeAt(policy, step) !== "auto");
}

/** Those of the rules that demand something of what would run, or have done so already. */
export function applying(
  rules: readonly FrozenRule[],
  facts: RevisionFacts,
  trace: readonly TraceEntry[],
): FrozenRule[] {
  const said = new Set(trace.flatMap(({ by }) => by?.id ?? []));
  const now = new Set(matching(rules, facts));
  return rules.filter((rule) => now.has(rule) || said.has(rule.id));
}

/** Those of a run's rules that demand something of it as it stands. */
export function applyingTo(run: RunState): FrozenRule[] {
  const { rules = [], model, operation_type, cost, payload, trace } = run;
  const { cost: priced, ...known } = factsOf(model, operation_type, cost);
  // There is nothing to price before there is a payload.
  return applying(rules, payload ? { ...known, cost: priced } : known, trace);
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
