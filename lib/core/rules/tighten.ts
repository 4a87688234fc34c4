import type { EffectivePolicy } from "@/lib/contracts/policy";
import { type OnTimeout, PolicyStep, ReviewStep } from "@/lib/contracts/words";
import { modeAt } from "../policy";
import { sameJson } from "../same-json";
import { type Demand, eachStep, joinApprovals, joinThresholds, stricter, thresholdsAt } from "./demand";

/** What becomes of a question that nobody answers where what was asked for is not allowed, the first that is. */
const preferred = ["expire", "reject", "escalate"] as const satisfies OnTimeout[];

/** No rule turns another end into an approval: that would loosen. */
function endOf(asked: OnTimeout, allowed: readonly OnTimeout[]): OnTimeout {
  if (allowed.includes(asked)) return asked;
  return preferred.find((end) => allowed.includes(end)) ?? "expire";
}

/**
 * A policy with what is demanded of it: at every step at least as strict as either, and never less than it was.
 * @returns the policy itself where it needs no tightening
 */
export function tighten(policy: EffectivePolicy, demand: Demand): EffectivePolicy {
  const before = eachStep((step) => modeAt(policy, step));
  const by_step = eachStep((step) => stricter(before[step], demand.modes[step]));
  const steps = PolicyStep.options;
  const thresholds = joinThresholds(
    // Where only the rules look at thresholds, those that the request happens to have do not count.
    thresholdsAt(policy.review_thresholds, (step) => before[step] === "auto_with_thresholds"),
    demand.thresholds,
  );
  const looked = steps.filter(
    (step) => demand.modes[step] === "auto_with_thresholds" && before[step] !== "require_human",
  );
  const approvals = joinApprovals(policy.approvals ?? null, demand.approvals);
  const next: EffectivePolicy = {
    ...policy,
    timeout_seconds: Math.min(policy.timeout_seconds, demand.timeout_seconds_max ?? policy.timeout_seconds),
    on_timeout: endOf(policy.on_timeout, demand.on_timeout),
    ...(approvals && { approvals }),
    ...(looked.length > 0 && { review_thresholds: thresholds }),
    ...(steps.some((step) => by_step[step] !== before[step]) && {
      policy: steps.map((step) => by_step[step]).reduce(stricter, policy.policy),
      allowed_steps: ReviewStep.options.filter(
        (step) => policy.allowed_steps.includes(step) || (step !== "api_call" && by_step[step] !== "auto"),
      ),
      by_step,
    }),
  };
  return sameJson(next, policy) ? policy : next;
}
