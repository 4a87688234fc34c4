import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { isNumber } from "@/lib/contracts/json-text";
import { sameJson } from "@/lib/core/same-json";

const objectKeys = ["properties", "patternProperties", "additionalProperties", "unevaluatedProperties"];
const listKeys = ["items", "prefixItems", "contains", "unevaluatedItems"];

/** True when a schema by itself, without what it refers to, speaks of values of this one's shape. */
export function fitsShape(value: Json, node: JsonObject): boolean {
  const { type, enum: choices, const: only } = node;
  const types = typesOf(value);
  if (Array.isArray(type) ? type.some((one) => types.includes(String(one))) : types.includes(String(type)))
    return true;
  if (Array.isArray(choices) && choices.some((choice) => sameJson(choice, value))) return true;
  if (only !== undefined && sameJson(only, value)) return true;
  const keys = Array.isArray(value) ? listKeys : isJsonObject(value) ? objectKeys : [];
  return keys.some((key) => isJsonObject(node[key]) || Array.isArray(node[key]));
}

function typesOf(value: Json): readonly string[] {
  if (isNumber(value)) return ["number", "integer"];
  if (value === null) return ["null"];
  return [Array.isArray(value) ? "array" : typeof value];
}
