import type { ErrorObject } from "ajv";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { isNumber, numberIn, printJson } from "@/lib/contracts/json-text";
import type { Issue } from "@/lib/contracts/parts";
import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import { shown } from "@/lib/contracts/sentences/shown";
import { issueOf } from "@/lib/core/issue";
import { at, partsOf, pointer } from "@/lib/core/json-pointer";
import { fitting, type Limits, limitsOf } from "./fitting-number";
import { plainAddress, urlsIn } from "./material-url";
import type { Field } from "./model-schema";

/** A value that is wrong in another way is no fix, be it the model's own default. */
export function isSettled(where: string, left: readonly Finding[]): boolean {
  return !left.some(({ issue }) => issue.pointer === where || issue.pointer.startsWith(`${where}/`));
}

/** Of a long list of choices so many are named. */
const mostNamed = 50;

/** Nobody writes a choice in so many characters. */
const longestChoice = 2_000;

/** What an automatic fix does at the issue's pointer. */
export type Fix = { set: Json } | { remove: true } | { moveTo: string };

/** An issue with the fix that goes with it, if there is a safe one. */
export interface Finding {
  issue: Issue;
  fix: Fix | null;
}

/** An error of the schema check in words people understand, with what would mend it. */
export function findingOf(
  error: ErrorObject,
  payload: JsonObject,
  fields: readonly Field[],
  textField: string | null,
): Finding {
  const missing = error.keyword === "required" ? [String(error.params.missingProperty)] : [];
  const where = error.instancePath + pointer(missing);
  const path = partsOf(where);
  const name = path.join(".");
  const value = at(payload, where);
  const field = path.length === 1 ? fields.find((candidate) => candidate.name === path[0]) : undefined;
  const limits = limitsOf(error.parentSchema, field);
  const { says, fix, advice } = explain(error, { name, value, field, limits, asked: path[0] === textField });
  const issue = issueOf({
    pointer: where,
    field: path[0] ?? "",
    says,
    advises: advice ?? (fix === null ? null : describeFix(fix)),
    auto_fixable: fix !== null,
  });
  return { issue, fix };
}

interface Subject {
  name: string;
  value: Json | undefined;
  field: Field | undefined;
  limits: Limits;
  /** True for the words of the request. */
  asked: boolean;
}
interface Explanation {
  says: Said;
  fix: Fix | null;
  advice?: Said;
}

function explain(error: ErrorObject, subject: Subject): Explanation {
  const { name, field, limits } = subject;
  const value = shown(subject.value);
  const fitted = isNumber(subject.value) ? fitting(subject.value, limits) : undefined;
  const fit: Fix | null = fitted === undefined ? null : { set: fitted };
  const params: Record<string, unknown> = error.params;
  const limit = isNumber(params.limit) ? params.limit : 0;
  switch (error.keyword) {
    case "required":
      return field?.default === undefined || field.default === null || urlsIn(field.default).length > 0
        ? { says: said("required", { name }), fix: null, advice: said("give_value", { name }) }
        : { says: said("required", { name }), fix: { set: field.default } };
    case "maximum":
      return { says: said("over_maximum", { name, value, limit }), fix: fit };
    case "minimum":
      return { says: said("under_minimum", { name, value, limit }), fix: fit };
    case "exclusiveMaximum":
      return { says: said("not_under", { name, value, limit }), fix: fit };
    case "exclusiveMinimum":
      return { says: said("not_over", { name, value, limit }), fix: fit };
    case "multipleOf":
      return { says: said("not_a_multiple", { name, value, of: asText(params.multipleOf) }), fix: fit };
    case "enum":
      return explainEnum(Array.isArray(params.allowedValues) ? params.allowedValues : [], subject);
    case "type":
      return explainType(params.type, subject);
    case "format":
      return {
        says: said("wrong_format", { name, value, format: asText(params.format) }),
        fix:
          value === "" && field?.required === false
            ? { remove: true }
            : respelled(params.format, subject.value),
      };
    case "minLength":
      return { says: said("too_short", { name, limit: Number(limit) }), fix: null };
    case "maxLength":
      return { says: said("too_long", { name, limit: Number(limit) }), fix: null };
    case "minItems":
      return { says: said("too_few", { name, limit: Number(limit) }), fix: null };
    case "maxItems":
      return { says: said("too_many", { name, limit: Number(limit) }), fix: null };
    case "additionalProperties":
      return { says: said("not_taken", { name, key: shown(String(params.additionalProperty)) }), fix: null };
    default: {
      const { keyword, message: why = "is not allowed" } = error;
      const pattern = keyword === "pattern" ? asText(params.pattern) : null;
      return { says: said("does_not_fit", { name, value, keyword, pattern, why }), fix: null };
    }
  }
}

function explainEnum(allowed: unknown[], { name, value, field, asked }: Subject): Explanation {
  const choices = allowed.slice(0, mostNamed).map((choice) => shown(choice as Json));
  const more = allowed.length - choices.length;
  const meant = loose(value);
  const same = allowed.find((choice) => loose(choice) === meant);
  // What the person asked for is never traded for a default.
  const safe = same ?? (asked ? undefined : (nearest(allowed, value) ?? field?.default));
  if (same !== undefined && typeof same !== typeof value) {
    const choice = shown(same as Json);
    return {
      says: said("choice_of_other_kind", { name, value: shown(value), choice }),
      fix: { set: same as Json },
    };
  }
  return {
    says: said("not_a_choice", { name, value: shown(value), choices, more }),
    fix: safe === undefined || safe === null ? null : { set: safe as Json },
    ...(safe === undefined ? { advice: said("choose_one") } : {}),
  };
}

/** Of numbers the closest one; "16x9" is a way to write "16:9". */
function nearest(allowed: readonly unknown[], value: Json | undefined): unknown {
  const wanted = typeof value === "string" ? numberIn(value) : value;
  const numbers = allowed.filter(isNumber);
  if (isNumber(wanted) && numbers.length > 0) {
    const away = (one: number | bigint) => Math.abs(Number(one) - Number(wanted));
    return numbers.reduce((best, one) => (away(one) < away(best) ? one : best));
  }
  if (typeof value !== "string" || value.length > longestChoice) return undefined;
  const wrote = spelled(value);
  if (wrote === "") return undefined;
  const spellings = allowed.map((choice) => ({ choice, letters: spelled(choice) }));
  const alike =
    spellings.find(({ letters }) => letters === wrote) ??
    spellings.find(({ letters }) => letters !== "" && wrote.startsWith(`${letters} `));
  return alike?.choice;
}

/** Words and numbers alone, so that case, dashes and colons do not count. */
export function spelled(text: unknown): string {
  const words =
    asText(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join(" ").replaceAll(/(?<=\d)x(?=\d)/g, " ");
}

/** An address in accents, spaces or a foreign script says the same in the letters that addresses have. */
function respelled(format: unknown, value: Json | undefined): Fix | null {
  const address = format === "uri" && typeof value === "string" ? plainAddress(value) : null;
  return address === null || address === value ? null : { set: address };
}

function explainType(type: unknown, { name, value, field, limits }: Subject): Explanation {
  const types: unknown[] = Array.isArray(type) ? type : [type];
  const coerced = types
    .map((one) => coerce(value, asText(one)))
    .map((result) => inRange(result, field, limits))
    .find((result) => result !== undefined);
  const fix: Fix | null =
    coerced !== undefined
      ? { set: coerced }
      : value === null && field?.required === false
        ? { remove: true }
        : null;
  const address = field?.format === "uri";
  return { says: said("wrong_type", { name, value: shown(value), types: types.map(asText), address }), fix };
}

/** The same value in the type that is asked for, or undefined where that would change what it says. */
function coerce(value: Json | undefined, type: string): Json | undefined {
  if (typeof value === "string" && (type === "integer" || type === "number")) {
    const number = numberIn(value);
    return type === "number" || typeof number === "bigint" || Number.isInteger(number) ? number : undefined;
  }
  if (typeof value === "number" && type === "integer" && Number.isFinite(value)) return Math.round(value);
  if (typeof value === "string" && type === "boolean") {
    // Python writes them with a capital.
    const word = loose(value);
    return word === "true" ? true : word === "false" ? false : undefined;
  }
  if ((isNumber(value) || typeof value === "boolean") && type === "string") return String(value);
  if (typeof value === "string" && type === "array" && value !== "") return [value];
  const only = Array.isArray(value) && value.length === 1 ? value[0] : undefined;
  if (typeof only === "string" && type === "string") return only;
  return undefined;
}

/** What came out as a number must fit the field as well: two faults at one place are mended at once. */
function inRange(value: Json | undefined, field: Field | undefined, limits: Limits): Json | undefined {
  if (!isNumber(value)) return value;
  if (field && field.enumValues !== null)
    return (nearest(field.enumValues, value) as Json | undefined) ?? value;
  return fitting(value, limits);
}

/** A fix as advice: "Use 4." */
export function describeFix(fix: Fix): Said {
  if ("moveTo" in fix) return said("use_field", { field: partsOf(fix.moveTo).join(".") });
  return "set" in fix ? said("use_value", { value: shown(fix.set) }) : said("leave_out");
}

function loose(value: unknown): string {
  return asText(value).slice(0, longestChoice).trim().toLowerCase();
}

/** Any value as a text. An object with a key called `toString` has no text of its own. */
function asText(value: unknown): string {
  return typeof value === "object" && value !== null ? printJson(value) : String(value);
}
