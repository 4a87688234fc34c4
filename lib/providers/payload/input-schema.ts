import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { isNumber } from "@/lib/contracts/json-text";
import { openedSchema, plainSchemaOf } from "@/lib/core/model-schema/plain-schema";
import { componentSchemas } from "@/lib/core/model-schema/resolve-node";
import type { ModelDescription } from "../contract";
import { easyPatterns } from "./easy-patterns";

/** A pattern can be written so that looking for it never ends, and schemas come with requests. */
const dropped = new Set(["pattern", "propertyNames", "$id", "id", "$schema", "discriminator"]);

/**
 * The model's Input as a self-contained JSON Schema (draft 2020-12): references point to
 * its own `definitions`, OpenAPI's `nullable`, boolean exclusive limits and older drafts' tuples
 * are spelled as that draft spells them. Null when nobody gave a schema.
 */
export function inputSchemaOf(model: Pick<ModelDescription, "openapiSchema">): JsonObject | null {
  const { Input: given, ...others } = componentSchemas(model.openapiSchema);
  const plain = plainSchemaOf(model.openapiSchema);
  const Input = plain === null ? given : openedSchema(plain);
  if (!isJsonObject(Input)) return null;
  return { ...schemaNode({ type: "object", ...Input }), definitions: schemaMap({ Input, ...others }) };
}

function schemaNode(node: JsonObject): JsonObject {
  const entries = Object.entries(tuples(withoutHardPatterns(node)))
    .filter(([key]) => !dropped.has(key) && key !== "nullable")
    .map(([key, value]): [string, Json] => [key, keyword(key, value)]);
  const translated = exclusiveLimits(Object.fromEntries(entries));
  return node.nullable === true
    ? { anyOf: [translated, { type: "null" }], ...annotations(translated) }
    : translated;
}

/** Keywords whose keys are names, not keywords. */
export const holdsSchemas: ReadonlySet<string> = new Set([
  "properties",
  "patternProperties",
  "dependentSchemas",
  "definitions",
  "$defs",
]);

/** Keywords that hold values, not schemas: an example may well have a key called `pattern`. */
export const holdsValues: ReadonlySet<string> = new Set(["enum", "const", "default", "example", "examples"]);

/** Where the names a pattern allows cannot be told, nobody can say which names are left over either. */
function withoutHardPatterns(node: JsonObject): JsonObject {
  const { patternProperties, additionalProperties: _, unevaluatedProperties: __, ...rest } = node;
  return patternProperties === undefined || easyPatterns(patternProperties) !== null ? node : rest;
}

/** A list of schemas, one for each entry, as drafts before 2020-12 wrote it. */
function tuples(node: JsonObject): JsonObject {
  const { items, additionalItems, ...rest } = node;
  if (!Array.isArray(items)) return node;
  return {
    ...rest,
    prefixItems: items,
    ...(additionalItems === undefined ? {} : { items: additionalItems }),
  };
}

function keyword(key: string, value: Json): Json {
  if (key === "$ref" && typeof value === "string") {
    return value.replace(/^#\/components\/schemas\//, "#/definitions/");
  }
  if (holdsSchemas.has(key)) {
    return isJsonObject(value) ? schemaMap(value) : value;
  }
  return holdsValues.has(key) ? value : schemaValue(value);
}

function schemaValue(value: Json): Json {
  if (Array.isArray(value)) return value.map(schemaValue);
  return isJsonObject(value) ? schemaNode(value) : value;
}

function schemaMap(schemas: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, schemaValue(schema)]));
}

function exclusiveLimits({ exclusiveMinimum, exclusiveMaximum, ...node }: JsonObject): JsonObject {
  const limit = (exclusive: Json | undefined, key: string, exclusiveKey: string) => {
    if (exclusive === true && node[key] !== undefined) {
      const { [key]: bound, ...rest } = node;
      node = { ...rest, [exclusiveKey]: bound ?? null };
    } else if (isNumber(exclusive)) node = { ...node, [exclusiveKey]: exclusive };
  };
  limit(exclusiveMinimum, "minimum", "exclusiveMinimum");
  limit(exclusiveMaximum, "maximum", "exclusiveMaximum");
  return node;
}

function annotations({ title, description, "x-order": order }: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries({ title, description, "x-order": order }).filter(([, value]) => value !== undefined),
  ) as JsonObject;
}
