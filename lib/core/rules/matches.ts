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

/**
 * Whether a rule is for whoever asks, as far as that never changes. An exception is not granted for what a request says
 * of itself, unless the rule names the key that may say it.
 */
export function concerns({ when, demand }: Pick<FrozenRule, "when" | "demand">, asker: Asker): boolean {
  const { role, key_id, user_id, path, metadata = {} } = when;
  const believed = !demand.skip || key_id !== undefined;
  const told = Object.entries(metadata);
  return (
    (role === undefined || role === asker.role) &&
    fitsOrFree(key_id, asker.key_id) &&
    fitsOrFree(user_id, asker.person_id, believed ? asker.user_id : null) &&
    fitsOrFree(path, asker.path) &&
    (told.length === 0 || believed) &&
    told.every(([key, wanted]) => isAs(wanted, asker.metadata[key]))
  );
}

/** Whether a rule that concerns a run is for what it would run now. A cost is over as long as nobody knows it, and not yet looked at before there is a payload. */
export function matches(rule: Pick<FrozenRule, "when" | "demand">, facts: RevisionFacts): boolean {
  const { provider, cost_over_usd } = rule.when;
  return (
    fitsOrFree(provider, facts.provider) &&
    isOfModel(rule, facts) &&
    (cost_over_usd === undefined || isOver(facts.cost, cost_over_usd))
  );
}

/**
 * Whether model and operation type are those of a rule. Where only the request says what they are, they may be any:
 * whatever is demanded of some model counts, and no exception for one is granted.
 */
function isOfModel({ when, demand }: Pick<FrozenRule, "when" | "demand">, facts: RevisionFacts): boolean {
  const { model, operation_type } = when;
  if (facts.unproven) return !demand.skip || (model === undefined && operation_type === undefined);
  return (
    fitsOrFree(model, facts.model, `${facts.provider}:${facts.model}`) &&
    fitsOrFree(operation_type, facts.operation_type)
  );
}

function isOver(cost: RevisionFacts["cost"], limit: number): boolean {
  if (cost === undefined) return false;
  return cost === null || cost.amount > limit;
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
