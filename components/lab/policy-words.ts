import type { AdminText } from "@/components/text/admin-text";
import type { HitlConfig } from "@/lib/contracts/policy";

/** A policy in one line: its name, its thresholds and its steps. */
export function policyWords({ policy = "require_human", ...rest }: HitlConfig, text: AdminText): string {
  const { lab, words } = text;
  const { safety_flags, ...figures } = rest.review_thresholds ?? {};
  const names = Object.keys(lab.threshold) as (keyof typeof lab.threshold)[];
  const asks = names.flatMap((name) => {
    const value = figures[name];
    return value === undefined ? [] : [`${lab.threshold[name].label} ${value}`];
  });
  const flags = (safety_flags ?? []).map((flag) => lab.flag[flag]);
  const steps = (rest.allowed_steps ?? []).map((step) => words.step[step]);
  return [
    lab.policies[policy].title,
    ...asks,
    ...(flags.length === 0 ? [] : [flags.join(", ")]),
    ...(steps.length === 0 ? [] : [steps.join(", ")]),
  ].join(" · ");
}
