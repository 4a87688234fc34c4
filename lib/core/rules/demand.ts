import { printJson } from "@/lib/contracts/json-text";
import type { EffectivePolicy, NeededApprovals } from "@/lib/contracts/policy";
import type { FrozenRule, RuleDemand } from "@/lib/contracts/rules";
import { OnTimeout, type PolicyName, PolicyStep, SafetyFlag } from "@/lib/contracts/words";
import { effectivePolicy, modeAt } from "../policy";

export type Thresholds = EffectivePolicy["review_thresholds"];
type Modes = Record<PolicyStep, PolicyName>;

/** What rules demand together, step by step. */
export interface Demand {
  modes: Modes;
  /** Of the steps at which thresholds are demanded; elsewhere those that nothing trips. */
  thresholds: Thresholds;
  /** Null where any time is allowed. */
  timeout_seconds_max: number | null;
  /** What may become of a question that nobody answers; nothing left of it lets the run expire. */
  on_timeout: readonly OnTimeout[];
  approvals: NeededApprovals | null;
}

/** Thresholds that nothing trips. */
const untripped: Thresholds = {
  confidence_min: 0,
  payload_changes_max: Number.MAX_SAFE_INTEGER,
  response_quality_min: 0,
  cost_max_usd: null,
  safety_flags: [],
};

/** Which step each threshold is measured at. */
const measuredAt = {
  confidence_min: "information_review",
  safety_flags: "information_review",
  payload_changes_max: "payload_review",
  cost_max_usd: "payload_review",
  response_quality_min: "response_review",
} as const satisfies Record<keyof Thresholds, PolicyStep>;

export const nothingDemanded: Demand = {
  modes: { information_review: "auto", payload_review: "auto", response_review: "auto" },
  thresholds: untripped,
  timeout_seconds_max: null,
  on_timeout: OnTimeout.options,
  approvals: null,
};

const strictness = ["auto", "auto_with_thresholds", "require_human"] as const satisfies PolicyName[];

/** The stricter of two. */
export function stricter(one: PolicyName, other: PolicyName): PolicyName {
  return strictness.indexOf(one) >= strictness.indexOf(other) ? one : other;
}

/** For each step what `value` says of it. */
export function eachStep<Value>(value: (step: PolicyStep) => Value): Record<PolicyStep, Value> {
  return {
    information_review: value("information_review"),
    payload_review: value("payload_review"),
    response_review: value("response_review"),
  };
}

/** Of each threshold the one that more trips. */
export function joinThresholds(one: Thresholds, other: Thresholds): Thresholds {
  const costs = [one.cost_max_usd, other.cost_max_usd].filter((cost) => cost !== null);
  const flags = new Set([...one.safety_flags, ...other.safety_flags]);
  return {
    confidence_min: Math.max(one.confidence_min, other.confidence_min),
    payload_changes_max: Math.min(one.payload_changes_max, other.payload_changes_max),
    response_quality_min: Math.max(one.response_quality_min, other.response_quality_min),
    cost_max_usd: costs.length > 0 ? Math.min(...costs) : null,
    safety_flags: SafetyFlag.options.filter((flag) => flags.has(flag)),
  };
}

/** The thresholds of the steps for which `counts` holds, and elsewhere those that nothing trips. */
export function thresholdsAt(thresholds: Thresholds, counts: (step: PolicyStep) => boolean): Thresholds {
  const at = <Name extends keyof Thresholds>(name: Name): Thresholds[Name] =>
    counts(measuredAt[name]) ? thresholds[name] : untripped[name];
  return {
    confidence_min: at("confidence_min"),
    payload_changes_max: at("payload_changes_max"),
    response_quality_min: at("response_quality_min"),
    cost_max_usd: at("cost_max_usd"),
    safety_flags: at("safety_flags"),
  };
}

/**
 * The policy that a demand amounts to. Steps alone ask a person at them, approvals alone at payload and answer; thresholds
 * alone are looked at where they are measured, and only those that are named; a policy has its own defaults for what is
 * left out.
 */
function demandedPolicy({
  policy,
  allowed_steps,
  review_thresholds,
  approvals,
}: RuleDemand): EffectivePolicy {
  if (policy !== undefined) return effectivePolicy({ policy, allowed_steps, review_thresholds });
  if (review_thresholds === undefined) {
    return effectivePolicy(
      allowed_steps || approvals ? { policy: "require_human", allowed_steps } : { policy: "auto" },
    );
  }
  const named = PolicyStep.options.filter((step) =>
    Object.keys(review_thresholds).some((name) => measuredAt[name as keyof Thresholds] === step),
  );
  const config = { policy: "auto_with_thresholds" as const, allowed_steps: allowed_steps ?? named };
  return effectivePolicy({ ...config, review_thresholds: { ...given(untripped), ...review_thresholds } });
}

/** Thresholds as a request would name them. */
function given({ cost_max_usd, ...rest }: Thresholds) {
  return { ...rest, ...(cost_max_usd !== null && { cost_max_usd }) };
}

/**
 * The steps at which a rule may really have somebody look: where it wants a person, or thresholds that can be tripped
 * there. What it says of cost is known from the payload on.
 */
export function stepsAsked({ when, demand }: Pick<FrozenRule, "when" | "demand">): PolicyStep[] {
  const { modes, thresholds } = demandedBy({ demand });
  return PolicyStep.options.filter((step) => {
    if (step === "information_review" && when.cost_over_usd !== undefined) return false;
    if (modes[step] !== "auto_with_thresholds") return modes[step] === "require_human";
    return printJson(thresholdsAt(thresholds, (one) => one === step)) !== printJson(untripped);
  });
}

const withoutApproval: readonly OnTimeout[] = OnTimeout.options.filter((end) => end !== "approve");

/** What one rule demands. Wherever it wants a person, nobody answering is no approval unless the rule says so. */
export function demandedBy({ demand }: Pick<FrozenRule, "demand">): Demand {
  const policy = demandedPolicy(demand);
  const modes = eachStep((step) => modeAt(policy, step));
  const asks = PolicyStep.options.some((step) => modes[step] !== "auto") || demand.approvals !== undefined;
  const { on_timeout, timeout_seconds_max = null, approvals } = demand;
  return {
    modes,
    thresholds: thresholdsAt(policy.review_thresholds, (step) => modes[step] === "auto_with_thresholds"),
    timeout_seconds_max,
    // Nobody's silence is an approval that counts.
    on_timeout: (approvals ? withoutApproval : OnTimeout.options).filter((end) =>
      (on_timeout ?? (asks ? withoutApproval : OnTimeout.options)).includes(end),
    ),
    approvals: approvals
      ? {
          count: approvals.count,
          groups: approvals.groups ? [sorted(approvals.groups)] : [],
          not_requester: approvals.not_requester ?? false,
          not_editor: approvals.not_editor ?? false,
        }
      : null,
  };
}

const sorted = (names: readonly string[]) => [...new Set(names)].toSorted();

/** The strictest of two demands, step by step. In whatever order and however often rules are joined, it is the same. */
export function joinDemands(one: Demand, other: Demand): Demand {
  const times = [one.timeout_seconds_max, other.timeout_seconds_max].filter((time) => time !== null);
  return {
    modes: eachStep((step) => stricter(one.modes[step], other.modes[step])),
    thresholds: joinThresholds(one.thresholds, other.thresholds),
    timeout_seconds_max: times.length > 0 ? Math.min(...times) : null,
    on_timeout: one.on_timeout.filter((end) => other.on_timeout.includes(end)),
    approvals: joinApprovals(one.approvals, other.approvals),
  };
}

/** The approvals that meet both. */
export function joinApprovals(
  one: NeededApprovals | null,
  other: NeededApprovals | null,
): NeededApprovals | null {
  if (!one || !other) return one ?? other;
  const groups = new Map([...one.groups, ...other.groups].map((list) => [printJson(list), list]));
  return {
    count: Math.max(one.count, other.count),
    groups: [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, list]) => list),
    not_requester: one.not_requester || other.not_requester,
    not_editor: one.not_editor || other.not_editor,
  };
}

/** What rules demand together. */
export function demandOf(rules: readonly Pick<FrozenRule, "demand">[]): Demand {
  return rules.map(demandedBy).reduce(joinDemands, nothingDemanded);
}
