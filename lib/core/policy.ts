import type { Cost, TraceEntry } from "@/lib/contracts/parts";
import type { EffectivePolicy, HitlConfig } from "@/lib/contracts/policy";
import type { OperationType, PolicyName, PolicyStep, ReviewStep, SafetyFlag } from "@/lib/contracts/words";
import { ReviewStep as ReviewSteps } from "@/lib/contracts/words";

const defaultSteps: Record<PolicyName, ReviewStep[]> = {
  auto: [],
  require_human: ["payload_review", "response_review"],
  auto_with_thresholds: [...ReviewSteps.options],
};

/**
 * The policy a run will live under: what the request asked for with every default filled in.
 * A request that names no policy asks for a person.
 */
export function effectivePolicy(given: HitlConfig | null = null): EffectivePolicy {
  const config = given ?? {};
  const policy = config.policy ?? "require_human";
  const thresholds = config.review_thresholds ?? {};
  return {
    policy,
    review_thresholds: {
      confidence_min: thresholds.confidence_min ?? 0.9,
      payload_changes_max: thresholds.payload_changes_max ?? 5,
      response_quality_min: thresholds.response_quality_min ?? 0.7,
      cost_max_usd: thresholds.cost_max_usd ?? null,
      safety_flags: thresholds.safety_flags ?? ["pii", "nsfw", "copyright"],
    },
    // An empty list names no step, and must not switch every question off.
    allowed_steps: config.allowed_steps?.length ? config.allowed_steps : defaultSteps[policy],
    timeout_seconds: config.timeout_seconds ?? 3600,
    on_timeout: config.on_timeout ?? "expire",
  };
}

/** How a policy has a step looked at. */
export function modeAt({ by_step, policy, allowed_steps }: EffectivePolicy, step: PolicyStep): PolicyName {
  return by_step?.[step] ?? (allowed_steps.includes(step) ? policy : "auto");
}

/** A model, and what it was to do, before another took its place. */
export interface Replaced {
  provider: string;
  model: string;
  operation_type: OperationType | null;
  unproven: boolean;
}

/** What was measured at a step, for policy to look at. */
export type Measurement =
  | {
      step: "information_review";
      confidence: number;
      safety_flags: SafetyFlag[];
      /** What was to run until an edit chose something else; absent where none did, and of before this was kept. */
      replaced?: Replaced;
    }
  | { step: "payload_review"; changes: number; cost: Cost | null; error_issues: number }
  | { step: "response_review"; quality: number; error_issues: number };

type Rule = Omit<TraceEntry, "step">;

const percent = (share: number) => `${Math.round(share * 100)} %`;
const dollars = (amount: number) => `$${amount.toFixed(amount !== 0 && amount < 0.01 ? 4 : 2)}`;
const things = (count: number, one: string) => `${count} ${one}${count === 1 ? "" : "s"}`;

function confidenceRule(confidence: number, minimum: number): Rule {
  const asks = confidence < minimum;
  return {
    rule: "confidence_min",
    measured: confidence,
    threshold: minimum,
    asks,
    reason: `Mapping confidence ${percent(confidence)} is ${asks ? "under" : "at or over"} ${percent(minimum)}`,
  };
}

const flagWords: Record<SafetyFlag, string> = {
  pii: "personal data",
  nsfw: "nudity or violence",
  copyright: "somebody else's characters or style",
};

function safetyRule(flags: SafetyFlag[], watched: SafetyFlag[]): Rule {
  const tripped = flags.filter((flag) => watched.includes(flag));
  return {
    rule: "safety_flags",
    measured: flags,
    threshold: watched,
    asks: tripped.length > 0,
    reason:
      tripped.length > 0
        ? `The prompt seems to hold ${tripped.map((flag) => flagWords[flag]).join(" and ")}`
        : "No watched safety flag is raised",
  };
}

function changesRule(changes: number, maximum: number): Rule {
  const asks = changes > maximum;
  return {
    rule: "payload_changes_max",
    measured: changes,
    threshold: maximum,
    asks,
    reason: `${things(changes, "change")} against the example, ${asks ? "more than" : "at most"} ${maximum} ${asks ? "are" : "may"} pass`,
  };
}

function costRule(cost: Cost | null, maximum: number | null): Rule {
  const base = { rule: "cost_max_usd", measured: cost?.amount ?? null, threshold: maximum };
  if (maximum === null) return { ...base, asks: false, reason: "No cost limit is set" };
  if (!cost)
    return { ...base, asks: true, reason: `The cost is not known, and the limit is ${dollars(maximum)}` };
  const asks = cost.amount > maximum;
  return {
    ...base,
    asks,
    reason: `Estimated cost ${dollars(cost.amount)} is ${asks ? "over" : "within"} ${dollars(maximum)}`,
  };
}

function qualityRule(quality: number, minimum: number): Rule {
  const asks = quality < minimum;
  return {
    rule: "response_quality_min",
    measured: quality,
    threshold: minimum,
    asks,
    reason: `Answer quality ${percent(quality)} is ${asks ? "under" : "at or over"} ${percent(minimum)}`,
  };
}

function thresholdRules(limits: EffectivePolicy["review_thresholds"], measured: Measurement): Rule[] {
  switch (measured.step) {
    case "information_review":
      return [
        confidenceRule(measured.confidence, limits.confidence_min),
        safetyRule(measured.safety_flags, limits.safety_flags),
      ];
    case "payload_review":
      return [
        changesRule(measured.changes, limits.payload_changes_max),
        costRule(measured.cost, limits.cost_max_usd),
      ];
    case "response_review":
      return [qualityRule(measured.quality, limits.response_quality_min)];
  }
}

/** The steps as the desk calls them. */
export const stepNames: Record<ReviewStep, string> = {
  information_review: "information review",
  payload_review: "payload review",
  api_call: "api call",
  response_review: "answer review",
};

/**
 * Looks at every rule that applies at a step and says which of them ask for a person.
 * An error issue asks whatever the policy is: that is a law, not a setting.
 */
export function evaluatePolicy(policy: EffectivePolicy, measured: Measurement): TraceEntry[] {
  const { step } = measured;
  const rules: Rule[] = [];
  if (measured.step !== "information_review") {
    const errors = measured.error_issues;
    rules.push({
      rule: "error_issues",
      measured: errors,
      threshold: 0,
      asks: errors > 0,
      reason: errors > 0 ? `${things(errors, "error")} to look at` : "No errors were found",
    });
  }
  const demanded = policy.by_step?.[step];
  const name = demanded ?? policy.policy;
  const allowed = demanded === undefined ? policy.allowed_steps.includes(step) : demanded !== "auto";
  if (name === "require_human") {
    rules.push({
      rule: "require_human",
      measured: step,
      threshold: policy.allowed_steps,
      asks: allowed,
      reason: allowed
        ? `Policy asks for a person at ${stepNames[step]}`
        : `Policy does not ask at ${stepNames[step]}`,
    });
  }
  if (name === "auto_with_thresholds") {
    for (const rule of thresholdRules(policy.review_thresholds, measured)) {
      rules.push(
        rule.asks && !allowed
          ? {
              ...rule,
              asks: false,
              reason: `${rule.reason}, but ${stepNames[step]} is not among the allowed steps`,
            }
          : rule,
      );
    }
  }
  if (name === "auto") {
    rules.push({
      rule: "auto",
      measured: step,
      threshold: null,
      asks: false,
      reason: "Policy lets this pass by itself",
    });
  }
  return rules.map((rule) => ({ step, ...rule }));
}
