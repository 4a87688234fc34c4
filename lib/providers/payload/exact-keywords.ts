import type { Ajv2020 } from "ajv/dist/2020.js";
import type { DataValidateFunction, DataValidationCxt } from "ajv/dist/types";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { holdsBigInt, isNumber, withDoubles } from "@/lib/contracts/json-text";
import { at } from "@/lib/core/json-pointer";
import { type LimitName, limits } from "@/lib/core/model-schema/limits";
import { sameJson } from "@/lib/core/same-json";

/** What a payload is checked in, where it holds numbers that Ajv does not know: the same with doubles. */
const exactPayloads = new WeakMap<object, JsonObject>();

/** The payload as Ajv can read it; the keywords below still see each number as it is. */
export function readable(payload: JsonObject): Json {
  if (!holdsBigInt(payload)) return payload;
  const rounded = withDoubles(payload);
  if (typeof rounded === "object" && rounded !== null) exactPayloads.set(rounded, payload);
  return rounded;
}

/** A schema as Ajv can compile it: BigInts stay where the keywords below look at them. */
export function compilable(schema: JsonObject): JsonObject {
  return holdsBigInt(schema) ? withExactLimits(schema) : schema;
}

function withExactLimits(node: JsonObject): JsonObject {
  const inner = (key: string, value: Json): Json => {
    if (Array.isArray(value)) return key === "enum" ? value : value.map((entry) => inner("", entry));
    if (typeof value === "object" && value !== null) return withExactLimits(value);
    return typeof value === "bigint" && !keywords.has(key) ? Number(value) : value;
  };
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, inner(key, value)]));
}

interface Keyword {
  type?: "number";
  /** Refuses a schema in which the keyword means nothing. */
  takes: (wanted: Json) => boolean;
  fits: (value: Json, wanted: Json) => boolean;
  message: (wanted: Json) => string;
  params: (wanted: Json) => Record<string, unknown>;
}

function limit(name: LimitName, says: Pick<Keyword, "message" | "params">): [string, Keyword] {
  const { takes, fits } = limits[name];
  return [
    name,
    {
      type: "number",
      takes,
      fits: (value, wanted) => !isNumber(value) || !isNumber(wanted) || fits(value, wanted),
      ...says,
    },
  ];
}

function comparison(name: LimitName, sign: string): [string, Keyword] {
  return limit(name, {
    message: (wanted) => `must be ${sign} ${String(wanted)}`,
    params: (wanted) => ({ comparison: sign, limit: wanted }),
  });
}

/** The keywords that look at a value as it is. */
const keywords: ReadonlyMap<string, Keyword> = new Map<string, Keyword>([
  comparison("maximum", "<="),
  comparison("minimum", ">="),
  comparison("exclusiveMaximum", "<"),
  comparison("exclusiveMinimum", ">"),
  limit("multipleOf", {
    message: (step) => `must be multiple of ${String(step)}`,
    params: (step) => ({ multipleOf: step }),
  }),
  [
    "enum",
    {
      takes: (choices) => Array.isArray(choices) && choices.length > 0,
      fits: (value, choices) => Array.isArray(choices) && choices.some((choice) => sameJson(choice, value)),
      message: () => "must be equal to one of the allowed values",
      params: (allowedValues) => ({ allowedValues }),
    },
  ],
  [
    "const",
    {
      takes: () => true,
      fits: sameJson,
      message: () => "must be equal to constant",
      params: (allowedValue) => ({ allowedValue }),
    },
  ],
]);

/** Puts these in the place of Ajv's own. */
export function addExactKeywords(ajv: Ajv2020): void {
  for (const [keyword, { type, takes, fits, message, params }] of keywords) {
    ajv.removeKeyword(keyword);
    ajv.addKeyword({
      keyword,
      ...(type && { type }),
      compile: (wanted: Json, parentSchema: object) => {
        if (!takes(wanted)) throw new Error(`${keyword} is not what it may be`);
        const check: DataValidateFunction = (data: Json, context?: DataValidationCxt) => {
          if (fits(exactly(data, context), wanted)) return true;
          check.errors = [{ keyword, message: message(wanted), params: params(wanted), parentSchema }];
          return false;
        };
        return check;
      },
    });
  }
}

/** The value Ajv looks at, as the payload has it. */
function exactly(data: Json, context: DataValidationCxt | undefined): Json {
  const payload = context && exactPayloads.get(context.rootData);
  return payload === undefined || context === undefined ? data : (at(payload, context.instancePath) ?? data);
}
