import type { Json, JsonObject } from "@/lib/contracts/json";
import type { Cost } from "@/lib/contracts/parts";
import type { FrozenRule, RuleCondition } from "@/lib/contracts/rules";
import type { OperationType, Role } from "@/lib/contracts/words";

/** Who asks, and what they say of themselves: it stays as it is for the whole run. */
export interface Asker {
  role: Role;
  /** Null for a person who is signed in. */
  key_id: string | null;
  /** Null for a key. */
  person_id: string | null;
  /** Whom the request names. */
  user_id: string | null;
  /** The path that the request takes by itself. */
  path: string;
  metadata: JsonObject;
}

/** What a rule looks at that another revision may change. */
export interface RevisionFacts {
  provider: string;
  model: string;
  operation_type: OperationType | null;
  /** True where the request alone says which model it is and what that does. */
  unproven: boolean;
  /** Null when nobody knows it; left out while there is no payload to price. */
  cost?: Cost | null;
}

/** True when `text` is what `pattern` says, in which `*` stands for any characters; in linear time, whatever they are. */
export function fits(pattern: string, text: string): boolean {
  const whole = text.toLowerCase();
  const [first = "", ...rest] = pattern.toLowerCase().split("*");
  if (rest.length === 0) return whole === first;
  if (!whole.startsWith(first)) return false;
  const last = rest.pop() ?? "";
  let from = first.length;
  for (const part of rest) {
    const found = whole.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return whole.length - last.length >= from && whole.endsWith(last);
}

type Wanted = NonNullable<RuleCondition["metadata"]>[string];

/** Of a list so many entries are looked at: whoever asks writes it, and every rule reads it. */
const mostEntries = 100;

function isAs(wanted: Wanted, value: Json | undefined): boolean {
  if (Array.isArray(value))
    return value.slice(0, mostEntries).some((one) => !Array.isArray(one) && isAs(wanted, one));
  if (typeof wanted !== "string") return value === wanted;
  return (typeof value === "string" || typeof value === "number") && fits(wanted, String(value));
}

/** True when one of the texts is what a pattern says, or none is asked for. */
export function fitsOrFree(pattern: string | undefined, ...texts: (string | null)[]): boolean {
  return pattern === undefined || texts.some((text) => text !== null && fits(pattern, text));
}

/** Whether metadata says all that is wanted of it. */
export function tells(wanted: RuleCondition["metadata"], metadata: JsonObject): boolean {
  return Object.entries(wanted ?? {}).every(([key, value]) => isAs(value, metadata[key]));
}

type Ruled = Pick<FrozenRule, "when" | "demand">;
type Holds<Of> = (rule: Ruled, of: Of) => boolean;

/** Whether whoever asks is believed what the request says of itself: for an exception, where it names the key that may say it. */
function believes({ when, demand }: Ruled): boolean {
  return !demand.skip || when.key_id !== undefined;
}

/** Each condition on whoever asks, and when it holds; what is not named holds. */
const askerConditions = {
  role: ({ when }, { role }) => when.role === undefined || when.role === role,
  key_id: ({ when }, { key_id }) => fitsOrFree(when.key_id, key_id),
  user_id: (rule, { person_id, user_id }) =>
    fitsOrFree(rule.when.user_id, person_id, believes(rule) ? user_id : null),
  path: ({ when }, { path }) => fitsOrFree(when.path, path),
  metadata(rule, { metadata }) {
    const { metadata: wanted = {} } = rule.when;
    return Object.keys(wanted).length === 0 || (believes(rule) && tells(wanted, metadata));
  },
} as const satisfies Partial<Record<keyof RuleCondition, Holds<Asker>>>;

/**
 * Each condition on what would run. Where only the request says what model and operation type are, they may be any:
 * whatever is demanded of some model counts, and no exception for one is granted. A cost is over as long as nobody knows
 * it, and not yet looked at before there is a payload.
 */
const revisionConditions = {
  provider: ({ when }, { provider }) => fitsOrFree(when.provider, provider),
  model: ({ when, demand }, { provider, model, unproven }) =>
    when.model === undefined ||
    (unproven ? !demand.skip : fitsOrFree(when.model, model, `${provider}:${model}`)),
  operation_type: ({ when, demand }, { operation_type, unproven }) =>
    when.operation_type === undefined ||
    (unproven ? !demand.skip : fitsOrFree(when.operation_type, operation_type)),
  cost_over_usd: ({ when }, { cost }) => when.cost_over_usd === undefined || isOver(cost, when.cost_over_usd),
} as const satisfies Record<Exclude<keyof RuleCondition, keyof typeof askerConditions>, Holds<RevisionFacts>>;

function isOver(cost: RevisionFacts["cost"], limit: number): boolean {
  if (cost === undefined) return false;
  return cost === null || cost.amount > limit;
}

/** Those of the conditions that do not hold. Guarantee: the keys of a table are its names. */
function failing<Name extends string, Of>(
  conditions: Readonly<Record<Name, Holds<Of>>>,
  rule: Ruled,
  of: Of,
): Name[] {
  return (Object.keys(conditions) as Name[]).filter((name) => !conditions[name](rule, of));
}

/**
 * Whether a rule is for whoever asks, as far as that never changes. An exception is not granted for what a request says
 * of itself, unless the rule names the key that may say it.
 */
export function concerns(rule: Ruled, asker: Asker): boolean {
  return failing(askerConditions, rule, asker).length === 0;
}

/** Whether a rule that concerns a run is for what it would run now. */
export function matches(rule: Ruled, facts: RevisionFacts): boolean {
  return failing(revisionConditions, rule, facts).length === 0;
}

/** What a rule names and a request is not: nothing where it is for it. */
export function unmet(rule: Ruled, asker: Asker, facts: RevisionFacts): (keyof RuleCondition)[] {
  return [...failing(askerConditions, rule, asker), ...failing(revisionConditions, rule, facts)];
}

/** True for a rule that matches whatever a revision is. */
function isUnconditional({ when }: Pick<FrozenRule, "when">): boolean {
  const { provider, model, operation_type, cost_over_usd } = when;
  return [provider, model, operation_type, cost_over_usd].every((one) => one === undefined);
}

/** What a run keeps of the rules, which come as they are read: those that may ever be for it. */
export function concerning(rules: readonly FrozenRule[], asker: Asker): FrozenRule[] {
  const own = rules.filter((rule) => concerns(rule, asker));
  const end = own.findIndex((rule) => rule.demand.skip && isUnconditional(rule));
  return end < 0 ? own : own.slice(0, end + 1);
}

/** The rules that demand something of a revision: a matching exception ends the reading. */
export function matching(rules: readonly FrozenRule[], facts: RevisionFacts): FrozenRule[] {
  const found = rules.filter((rule) => matches(rule, facts));
  const end = found.findIndex(({ demand }) => demand.skip);
  return end < 0 ? found : found.slice(0, end);
}
