import type { ErrorObject } from "ajv";
import type { Json, JsonObject } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
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
  const name = path.join(".") || "the payload";
  const value = at(payload, where);
  const field = path.length === 1 ? fields.find((candidate) => candidate.name === path[0]) : undefined;
  const limits = limitsOf(error.parentSchema, field);
  const { says, fix, advice } = explain(error, { name, value, field, limits, asked: path[0] === textField });
  const issue: Issue = {
    pointer: where,
    field: path[0] ?? "",
    issue: says,
    severity: "error",
    suggested_fix: advice ?? (fix === null ? null : describeFix(fix)),
    auto_fixable: fix !== null,
  };
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
  says: string;
  fix: Fix | null;
  advice?: string;
}

function explain(error: ErrorObject, subject: Subject): Explanation {
  const { name, value, field, limits } = subject;
  const fitted = typeof value === "number" ? fitting(value, limits) : undefined;
  const fit: Fix | null = fitted === undefined ? null : { set: fitted };
  const params: Record<string, unknown> = error.params;
  const limit = typeof params.limit === "number" ? params.limit : 0;
  switch (error.keyword) {
    case "required":
      return field?.default === undefined || field.default === null || urlsIn(field.default).length > 0
        ? { says: `${name} is required and missing.`, fix: null, advice: `Give ${name} a value.` }
        : { says: `${name} is required and missing.`, fix: { set: field.default } };
    case "maximum":
      return {
        says: `${name} is ${show(value)}; the most this model takes is ${limit}.`,
        fix: fit,
      };
    case "minimum":
      return {
        says: `${name} is ${show(value)}; the least this model takes is ${limit}.`,
        fix: fit,
      };
    case "exclusiveMaximum":
      return {
        says: `${name} is ${show(value)}; it must be under ${limit}.`,
        fix: fit,
      };
    case "exclusiveMinimum":
      return {
        says: `${name} is ${show(value)}; it must be over ${limit}.`,
        fix: fit,
      };
    case "multipleOf":
      return {
        says: `${name} is ${show(value)}; it must be a multiple of ${written(params.multipleOf)}.`,
        fix: fit,
      };
    case "enum":
      return explainEnum(Array.isArray(params.allowedValues) ? params.allowedValues : [], subject);
    case "type":
      return explainType(params.type, subject);
    case "format":
      return {
        says: `${name} is ${show(value)}; it must be ${formatWords[written(params.format)] ?? `of the form ${written(params.format)}`}.`,
        fix: value === "" && field?.required === false ? { remove: true } : respelled(params.format, value),
      };
    case "minLength":
      return { says: `${name} is too short; it needs at least ${limit} characters.`, fix: null };
    case "maxLength":
      return { says: `${name} is too long; it may have at most ${limit} characters.`, fix: null };
    case "minItems":
      return { says: `${name} has too few entries; it needs at least ${limit}.`, fix: null };
    case "maxItems":
      return { says: `${name} has too many entries; it may have at most ${limit}.`, fix: null };
    case "additionalProperties":
      return {
        says: `${name} has ${show(String(params.additionalProperty))}, which this model does not take.`,
        fix: null,
      };
    default:
      return {
        says: `${name} is ${show(value)}, which does not fit: it ${error.message ?? "is not allowed"}.`,
        fix: null,
      };
  }
}

function explainEnum(allowed: unknown[], { name, value, field, asked }: Subject): Explanation {
  const choices = allowed.slice(0, mostNamed).map((choice) => show(choice as Json));
  if (allowed.length > mostNamed) choices.push(`and ${allowed.length - mostNamed} more`);
  const meant = loose(value);
  const same = allowed.find((choice) => loose(choice) === meant);
  // What the person asked for is never traded for a default.
  const safe = same ?? (asked ? undefined : (nearest(allowed, value) ?? field?.default));
  if (same !== undefined && typeof same !== typeof value) {
    return {
      says: `${name} is ${kindWord(value)} ${show(value)}; it must be ${kindWord(same)} ${show(same as Json)}.`,
      fix: { set: same as Json },
    };
  }
  return {
    says: `${name} is ${show(value)}; this model takes only: ${choices.join(", ")}.`,
    fix: safe === undefined || safe === null ? null : { set: safe as Json },
    ...(safe === undefined ? { advice: "Choose one of these." } : {}),
  };
}

/** Of numbers the closest one; "16x9" is a way to write "16:9". */
function nearest(allowed: readonly unknown[], value: Json | undefined): unknown {
  const wanted = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  const numbers = allowed.filter((choice) => typeof choice === "number");
  if (typeof wanted === "number" && Number.isFinite(wanted) && numbers.length > 0) {
    return numbers.reduce((best, one) => (Math.abs(one - wanted) < Math.abs(best - wanted) ? one : best));
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
    written(text)
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
  const words = types.map((one) => typeWords[written(one)] ?? written(one)).join(" or ");
  const coerced = types
    .map((one) => coerce(value, written(one)))
    .map((result) => inRange(result, field, limits))
    .find((result) => result !== undefined);
  const fix: Fix | null =
    coerced !== undefined
      ? { set: coerced }
      : value === null && field?.required === false
        ? { remove: true }
        : null;
  const article = typeof value === "string" ? "the text " : "";
  const wanted = field?.format === "uri" ? formatWords.uri : words;
  return { says: `${name} is ${article}${show(value)}; it must be ${wanted}.`, fix };
}

const typeWords: Record<string, string> = {
  string: "a text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  null: "empty",
};

const formatWords: Record<string, string> = {
  uri: "a web address or a data: URI",
  email: "an e-mail address",
  date: "a date like 2026-01-31",
  "date-time": "a date and time like 2026-01-31T12:00:00Z",
};

/** The same value in the type that is asked for, or undefined where that would change what it says. */
function coerce(value: Json | undefined, type: string): Json | undefined {
  if (typeof value === "string" && (type === "integer" || type === "number")) {
    const number = Number(value);
    return value.trim() !== "" && Number.isFinite(number) && (type === "number" || Number.isInteger(number))
      ? number
      : undefined;
  }
  if (typeof value === "number" && type === "integer" && Number.isFinite(value)) return Math.round(value);
  if (typeof value === "string" && type === "boolean") {
    // Python writes them with a capital.
    const word = loose(value);
    return word === "true" ? true : word === "false" ? false : undefined;
  }
  if ((typeof value === "number" || typeof value === "boolean") && type === "string") return String(value);
  if (typeof value === "string" && type === "array" && value !== "") return [value];
  const only = Array.isArray(value) && value.length === 1 ? value[0] : undefined;
  if (typeof only === "string" && type === "string") return only;
  return undefined;
}

/** What came out as a number must fit the field as well: two faults at one place are mended at once. */
function inRange(value: Json | undefined, field: Field | undefined, limits: Limits): Json | undefined {
  if (typeof value !== "number") return value;
  if (field && field.enumValues !== null)
    return (nearest(field.enumValues, value) as Json | undefined) ?? value;
  return fitting(value, limits);
}

/** A fix as advice: "Use 4." */
export function describeFix(fix: Fix): string {
  if ("moveTo" in fix) return `Use ${partsOf(fix.moveTo).join(".")}.`;
  return "set" in fix ? `Use ${show(fix.set)}.` : "Leave it out.";
}

function kindWord(value: unknown): string {
  return typeof value === "string" ? "the text" : typeof value === "number" ? "the number" : "the value";
}

function loose(value: unknown): string {
  return written(value).slice(0, longestChoice).trim().toLowerCase();
}

/** Any value as a text. An object with a key called `toString` has no text of its own. */
function written(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

/** A value in a sentence, long ones cut short. */
export function show(value: Json | undefined): string {
  if (value === undefined) return "missing";
  if (value === null) return "empty";
  if (typeof value === "string") return `"${value.length > 60 ? `${value.slice(0, 57)}…` : value}"`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === "object" ? "an object" : String(value);
}
