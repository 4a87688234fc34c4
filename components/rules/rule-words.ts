import { numberFormat } from "@/components/format/formatters";
import { money } from "@/components/format/money";
import type { AdminText } from "@/components/text/admin-text";
import type { ReviewThresholds } from "@/lib/contracts/policy";
import type { RuleCondition, RuleDemand } from "@/lib/contracts/rules";
import { wordIn } from "@/lib/contracts/word-lists";
import { PolicyStep, RunPath, SafetyFlag } from "@/lib/contracts/words";
import { spanOf } from "./time-span";

/** What a key, a person or a group is called; ids that nobody knows stay as they are. */
export type NameOf = (id: string) => string;

type Ruled = { when: RuleCondition; demand: RuleDemand };

/** A rule in one plain sentence: for which requests, and what of them. */
export function ruleWords({ when, demand }: Ruled, text: AdminText, nameOf: NameOf): string {
  const { sentence } = text.rules;
  const conditions = conditionWords(when, text, nameOf);
  const who = conditions.length === 0 ? sentence.every : sentence.request(conditions.join(", "));
  return `${who}: ${demandWords(demand, text, nameOf).join("; ")}.`;
}

/** What a condition names, each in words that follow the request. */
export function conditionWords(when: RuleCondition, text: AdminText, nameOf: NameOf): string[] {
  const { sentence } = text.rules;
  const { provider, model, operation_type, role, key_id, user_id, path, cost_over_usd, metadata } = when;
  const kind = wordIn(Object.keys(text.words.kind) as (keyof typeof text.words.kind)[], operation_type ?? "");
  const known = path === undefined ? null : wordIn(RunPath.options, path);
  return [
    role && sentence.role[role],
    key_id && sentence.key_id(nameOf(key_id)),
    user_id && sentence.user_id(nameOf(user_id)),
    provider && sentence.provider(provider),
    model && sentence.model(model),
    operation_type && sentence.operation_type(kind === null ? operation_type : text.words.kind[kind]),
    path && (known === null ? sentence.otherPath(path) : sentence.path[known]),
    cost_over_usd !== undefined &&
      (cost_over_usd === 0 ? sentence.costsMoney : sentence.cost(money(cost_over_usd, text.time))),
    ...Object.entries(metadata ?? {}).map(([key, value]) =>
      sentence.metadata(
        key,
        typeof value === "boolean" ? (value ? text.rules.yes : text.rules.no) : String(value),
      ),
    ),
  ].filter((words) => typeof words === "string" && words !== "") as string[];
}

/** What a rule demands, part by part. */
function demandWords(demand: RuleDemand, text: AdminText, nameOf: NameOf): string[] {
  const { sentence } = text.rules;
  if (demand.skip) return [sentence.skip];
  const { timeout_seconds_max, on_timeout, approvals } = demand;
  const said = [
    ...askingWords(demand, text),
    ...(timeout_seconds_max === undefined ? [] : [sentence.timeout(exactSpan(timeout_seconds_max, text))]),
    ...(on_timeout === undefined
      ? []
      : [
          sentence.ends(
            listed(
              on_timeout.map((end) => sentence.end[end]),
              "disjunction",
              text,
            ),
          ),
        ]),
    ...(approvals === undefined ? [] : [approvalWords(approvals, text, nameOf)]),
  ];
  return said.length === 0 ? [sentence.nothing] : said;
}

/** When it has somebody look. */
function askingWords(
  { policy, allowed_steps, review_thresholds, approvals }: RuleDemand,
  text: AdminText,
): string[] {
  const { sentence } = text.rules;
  const at = (steps: readonly PolicyStep[]) =>
    listed(
      steps.map((step) => sentence.step[step]),
      "conjunction",
      text,
    );
  const named = allowed_steps && PolicyStep.options.filter((step) => allowed_steps.includes(step));
  const usually: PolicyStep[] = ["payload_review", "response_review"];
  if (policy === "require_human") return [sentence.human(at(named ?? usually))];
  if (policy === "auto") return [];
  const limits = thresholdWords(review_thresholds ?? {}, text);
  if (policy === undefined && review_thresholds === undefined) {
    const steps = named ?? (approvals === undefined ? [] : usually);
    return steps.length === 0 ? [] : [sentence.human(at(steps))];
  }
  const usual = policy === "auto_with_thresholds";
  return [
    ...(limits.length === 0 ? [] : [sentence.thresholds(listed(limits, "disjunction", text))]),
    ...(usual ? [sentence.usualThresholds(at(named ?? PolicyStep.options))] : []),
    ...(!usual && named ? [sentence.onlyAt(at(named))] : []),
  ];
}

function thresholdWords(limits: ReviewThresholds, text: AdminText): string[] {
  const words = text.rules.sentence.threshold;
  const { confidence_min, payload_changes_max, response_quality_min, cost_max_usd, safety_flags } = limits;
  const share = (value: number) =>
    numberFormat(text.time.locale, { style: "percent", maximumFractionDigits: 1 }).format(value);
  const flags = SafetyFlag.options.filter((flag) => safety_flags?.includes(flag));
  return [
    ...(confidence_min === undefined ? [] : [words.confidence_min(share(confidence_min))]),
    ...(safety_flags === undefined
      ? []
      : [
          flags.length === 0
            ? words.noFlags
            : words.safety_flags(flags.map((flag) => text.lab.flag[flag]).join(", ")),
        ]),
    ...(payload_changes_max === undefined
      ? []
      : [words.payload_changes_max(payload_changes_max.toLocaleString(text.time.locale))]),
    ...(cost_max_usd === undefined ? [] : [words.cost_max_usd(money(cost_max_usd, text.time))]),
    ...(response_quality_min === undefined ? [] : [words.response_quality_min(share(response_quality_min))]),
  ];
}

function approvalWords(
  { count, groups, not_requester, not_editor }: NonNullable<RuleDemand["approvals"]>,
  text: AdminText,
  nameOf: NameOf,
): string {
  const { sentence } = text.rules;
  return [
    sentence.approvals(count),
    groups && sentence.groups(listed(groups.map(nameOf), "disjunction", text)),
    not_requester && sentence.notRequester,
    not_editor && sentence.notEditor,
  ]
    .filter(Boolean)
    .join(", ");
}

/** A time in seconds, as exactly as it is. */
export function exactSpan(seconds: number, { time }: AdminText): string {
  const { amount, unit } = spanOf(seconds);
  return time[unit](amount);
}

/** Several things in one sentence. */
export function listed(
  words: readonly string[],
  type: "conjunction" | "disjunction",
  { time }: AdminText,
): string {
  return new Intl.ListFormat(time.locale, { type }).format(words);
}
