import { printJson } from "@/lib/contracts/json-text";
import type { CreateRule, RuleCondition, RuleDemand } from "@/lib/contracts/rules";
import { type OnTimeout, type PolicyName, ReviewStep, type Role, SafetyFlag } from "@/lib/contracts/words";
import { type ConditionDraft, conditionDraftOf, namedIn, wrongInCondition } from "./condition-draft";
import { type Threshold, thresholds, wrongThreshold } from "./thresholds";
import { spanOf, type TimeUnit, unitSeconds } from "./time-span";
import { isEmpty, isWhole, numberOf } from "./typed-number";

/** A rule as it is typed: figures are texts until it is saved, and what is empty is not named. */
export interface RuleDraft extends ConditionDraft {
  name: string;
  order: string;
  role: Role | "";
  cost_over_usd: string;
  kind: "demand" | "skip";
  policy: PolicyName | "";
  allowed_steps: ReviewStep[];
  thresholds: Record<Threshold, string>;
  /** Null where they are not named; none of them is a demand, too. */
  flags: SafetyFlag[] | null;
  timeout: string;
  unit: TimeUnit;
  on_timeout: OnTimeout[];
  approvals: { count: string; groups: string[]; not_requester: boolean; not_editor: boolean };
}

export type Wrong = "number" | "whole" | "atLeastOne" | "share" | "key" | "twice";

const text = (value: number | undefined) => (value === undefined ? "" : String(value));

/** A rule to be edited; without one, an empty draft. */
export function draftOf(rule: Pick<CreateRule, "name" | "order" | "when" | "demand"> | null): RuleDraft {
  const when: RuleCondition = rule?.when ?? {};
  const demand: RuleDemand = rule?.demand ?? {};
  const { review_thresholds: limits = {}, timeout_seconds_max, approvals } = demand;
  const span = timeout_seconds_max === undefined ? null : spanOf(timeout_seconds_max);
  return {
    name: rule?.name ?? "",
    order: text(rule?.order ?? 100),
    ...conditionDraftOf(when),
    role: when.role ?? "",
    cost_over_usd: text(when.cost_over_usd),
    kind: demand.skip ? "skip" : "demand",
    policy: demand.policy ?? "",
    allowed_steps: demand.allowed_steps ?? [],
    thresholds: {
      confidence_min: text(limits.confidence_min),
      payload_changes_max: text(limits.payload_changes_max),
      response_quality_min: text(limits.response_quality_min),
      cost_max_usd: text(limits.cost_max_usd),
    },
    flags: limits.safety_flags ?? null,
    timeout: text(span?.amount),
    unit: span?.unit ?? "minutes",
    on_timeout: demand.on_timeout ?? [],
    approvals: {
      count: text(approvals?.count),
      groups: approvals?.groups ?? [],
      not_requester: approvals?.not_requester ?? false,
      not_editor: approvals?.not_editor ?? false,
    },
  };
}

/** What is wrong with the figures of a draft, by the pointer of what they become; the rest the server looks at. */
export function wrongIn(draft: RuleDraft): Partial<Record<string, Wrong>> {
  const wrong: Partial<Record<string, Wrong>> = wrongInCondition(draft);
  if (isEmpty(draft.order) || !isWhole(draft.order, 0)) wrong["/order"] = "whole";
  if (!isEmpty(draft.cost_over_usd) && !(numberOf(draft.cost_over_usd) >= 0))
    wrong["/when/cost_over_usd"] = "number";
  if (draft.kind === "skip") return wrong;
  for (const name of thresholds) {
    const fault = wrongThreshold(name, draft.thresholds[name]);
    if (fault) wrong[`/demand/review_thresholds/${name}`] = fault;
  }
  if (!isEmpty(draft.timeout) && !(numberOf(draft.timeout) * unitSeconds[draft.unit] >= 1))
    wrong["/demand/timeout_seconds_max"] = "number";
  const { count, groups, not_requester, not_editor } = draft.approvals;
  if (isEmpty(count) ? not_requester || not_editor || groups.length > 0 : !isWhole(count, 1))
    wrong["/demand/approvals/count"] = "atLeastOne";
  return wrong;
}

/** The rule on the wire; call it once `wrongIn` finds nothing. */
export function ruleOf(draft: RuleDraft): Pick<CreateRule, "name" | "order" | "when" | "demand"> {
  return {
    name: draft.name.trim(),
    order: numberOf(draft.order),
    when: conditionOf(draft),
    demand: draft.kind === "skip" ? { skip: true } : demandOf(draft),
  };
}

/** What of a rule was changed since it was opened: only that is laid over what somebody else made of it meanwhile. */
export function changesOf(
  draft: RuleDraft,
  opened: Parameters<typeof draftOf>[0],
): Partial<ReturnType<typeof ruleOf>> {
  const before = ruleOf(draftOf(opened));
  const { name, order, when, demand } = ruleOf(draft);
  return {
    ...(name !== before.name && { name }),
    ...(order !== before.order && { order }),
    ...(printJson(when) !== printJson(before.when) && { when }),
    ...(printJson(demand) !== printJson(before.demand) && { demand }),
  };
}

function conditionOf(draft: RuleDraft): RuleCondition {
  return {
    ...namedIn(draft),
    ...(draft.role !== "" && { role: draft.role }),
    ...(!isEmpty(draft.cost_over_usd) && { cost_over_usd: numberOf(draft.cost_over_usd) }),
  };
}

function demandOf(draft: RuleDraft): RuleDemand {
  const given = thresholds.filter((name) => !isEmpty(draft.thresholds[name]));
  const limits = {
    ...Object.fromEntries(given.map((name) => [name, numberOf(draft.thresholds[name])])),
    ...(draft.flags !== null && {
      safety_flags: SafetyFlag.options.filter((flag) => draft.flags?.includes(flag)),
    }),
  };
  const { approvals } = draft;
  return {
    ...(draft.policy !== "" && { policy: draft.policy }),
    ...(draft.allowed_steps.length > 0 && {
      allowed_steps: ReviewStep.options.filter((step) => draft.allowed_steps.includes(step)),
    }),
    ...(Object.keys(limits).length > 0 && { review_thresholds: limits }),
    ...(!isEmpty(draft.timeout) && {
      timeout_seconds_max: Math.round(numberOf(draft.timeout) * unitSeconds[draft.unit]),
    }),
    ...(draft.on_timeout.length > 0 && { on_timeout: draft.on_timeout }),
    ...(!isEmpty(approvals.count) && {
      approvals: {
        count: numberOf(approvals.count),
        ...(approvals.groups.length > 0 && { groups: approvals.groups }),
        ...(approvals.not_requester && { not_requester: true }),
        ...(approvals.not_editor && { not_editor: true }),
      },
    }),
  };
}
