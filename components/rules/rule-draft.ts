import { printJson } from "@/lib/contracts/json-text";
import type { CreateRule, RuleCondition, RuleDemand } from "@/lib/contracts/rules";
import { type OnTimeout, type PolicyName, ReviewStep, type Role, SafetyFlag } from "@/lib/contracts/words";
import { spanOf, type TimeUnit, unitSeconds } from "./time-span";

/** The conditions that are a text. */
export const patterns = ["provider", "model", "operation_type", "key_id", "user_id", "path"] as const;
type PatternName = (typeof patterns)[number];

export const thresholds = [
  "confidence_min",
  "payload_changes_max",
  "response_quality_min",
  "cost_max_usd",
] as const;
export type Threshold = (typeof thresholds)[number];

export interface MetadataRow {
  key: string;
  value: string;
  kind: "text" | "number" | "boolean";
}

/** A rule as it is typed: figures are texts until it is saved, and what is empty is not named. */
export interface RuleDraft extends Record<PatternName, string> {
  name: string;
  order: string;
  role: Role | "";
  cost_over_usd: string;
  metadata: MetadataRow[];
  kind: "demand" | "skip";
  policy: PolicyName | "";
  allowed_steps: ReviewStep[];
  thresholds: Record<Threshold, string>;
  /** Null where they are not named; none of them is a demand, too. */
  flags: SafetyFlag[] | null;
  timeout: string;
  unit: TimeUnit;
  on_timeout: OnTimeout[];
  approvals: { count: string; groups: string; not_requester: boolean; not_editor: boolean };
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
    provider: when.provider ?? "",
    model: when.model ?? "",
    operation_type: when.operation_type ?? "",
    key_id: when.key_id ?? "",
    user_id: when.user_id ?? "",
    path: when.path ?? "",
    role: when.role ?? "",
    cost_over_usd: text(when.cost_over_usd),
    metadata: Object.entries(when.metadata ?? {}).map(([key, value]) => ({
      key,
      value: String(value),
      kind: typeof value === "string" ? "text" : typeof value === "number" ? "number" : "boolean",
    })),
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
      groups: approvals?.groups?.join(", ") ?? "",
      not_requester: approvals?.not_requester ?? false,
      not_editor: approvals?.not_editor ?? false,
    },
  };
}

/** A decimal comma is a decimal point to whoever types one; what may be thousands is no number, as either could be meant. */
function numberOf(typed: string): number {
  if (/^[1-9]\d{0,2}(,\d{3})+$/.test(typed.trim())) return Number.NaN;
  return Number(typed.trim().replace(",", "."));
}

const isEmpty = (typed: string) => typed.trim() === "";
const isWhole = (typed: string, least: number) =>
  Number.isInteger(numberOf(typed)) && numberOf(typed) >= least;

/** What is wrong with the figures of a draft, by the pointer of what they become; the rest the server looks at. */
export function wrongIn(draft: RuleDraft): Partial<Record<string, Wrong>> {
  const wrong: Partial<Record<string, Wrong>> = {};
  if (isEmpty(draft.order) || !isWhole(draft.order, 0)) wrong["/order"] = "whole";
  if (!isEmpty(draft.cost_over_usd) && !(numberOf(draft.cost_over_usd) >= 0))
    wrong["/when/cost_over_usd"] = "number";
  for (const [at, { key, value, kind }] of draft.metadata.entries()) {
    if (isEmpty(key)) wrong[`/when/metadata/${at}`] = "key";
    else if (draft.metadata.slice(0, at).some((row) => row.key.trim() === key.trim()))
      wrong[`/when/metadata/${at}`] = "twice";
    else if (kind === "number" && (isEmpty(value) || Number.isNaN(numberOf(value))))
      wrong[`/when/metadata/${at}`] = "number";
  }
  if (draft.kind === "skip") return wrong;
  for (const name of thresholds) {
    const fault = wrongThreshold(name, draft.thresholds[name]);
    if (fault) wrong[`/demand/review_thresholds/${name}`] = fault;
  }
  if (!isEmpty(draft.timeout) && !(numberOf(draft.timeout) * unitSeconds[draft.unit] >= 1))
    wrong["/demand/timeout_seconds_max"] = "number";
  const { count, groups, not_requester, not_editor } = draft.approvals;
  if (isEmpty(count) ? not_requester || not_editor || !isEmpty(groups) : !isWhole(count, 1))
    wrong["/demand/approvals/count"] = "atLeastOne";
  return wrong;
}

function wrongThreshold(name: Threshold, typed: string): Wrong | null {
  if (isEmpty(typed)) return null;
  if (name === "payload_changes_max") return isWhole(typed, 0) ? null : "whole";
  const value = numberOf(typed);
  if (name === "cost_max_usd") return value >= 0 ? null : "number";
  return value >= 0 && value <= 1 ? null : "share";
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
  const named = patterns.filter((name) => !isEmpty(draft[name]));
  return {
    ...Object.fromEntries(named.map((name) => [name, draft[name].trim()])),
    ...(draft.role !== "" && { role: draft.role }),
    ...(!isEmpty(draft.cost_over_usd) && { cost_over_usd: numberOf(draft.cost_over_usd) }),
    ...(draft.metadata.length > 0 && {
      metadata: Object.fromEntries(draft.metadata.map((row) => [row.key.trim(), typedValue(row)])),
    }),
  };
}

function typedValue({ value, kind }: MetadataRow): string | number | boolean {
  if (kind === "number") return numberOf(value);
  return kind === "boolean" ? value === "true" : value;
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
  const groups = approvals.groups
    .split(",")
    .map((group) => group.trim())
    .filter((group) => group !== "");
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
        ...(groups.length > 0 && { groups }),
        ...(approvals.not_requester && { not_requester: true }),
        ...(approvals.not_editor && { not_editor: true }),
      },
    }),
  };
}
