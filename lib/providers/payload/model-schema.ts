import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { isNumber } from "@/lib/contracts/json-text";
import { choicesOf, isNullable, soleType } from "@/lib/core/model-schema/node-facts";
import { plainSchemaOf } from "@/lib/core/model-schema/plain-schema";
import {
  componentSchemas,
  type FoldBudget,
  foldBudget,
  resolveNode,
} from "@/lib/core/model-schema/resolve-node";
import { isSecretField } from "@/lib/core/model-schema/secret-field";
import type { ModelDescription } from "../contract";
import { easyPatterns } from "./easy-patterns";

/** One input of a model, its references resolved. */
export interface Field {
  name: string;
  title: string;
  description: string | null;
  /** `string`, `integer`, `number`, `boolean`, `array`, `object`, or `any` where the schema does not say. */
  type: string;
  format: string | null;
  /** Of a list: what its entries are. */
  items: { type: string; format: string | null; enumValues: Json[] | null } | null;
  enumValues: Json[] | null;
  required: boolean;
  nullable: boolean;
  default: Json | undefined;
  minimum: number | bigint | null;
  maximum: number | bigint | null;
  /** True for a key or a password: nothing of a request belongs there. */
  secret: boolean;
}

/** One payload is looked at many times, and its model's schema does not change meanwhile. */
const readFields = new WeakMap<JsonObject, Field[] | null>();

/** The inputs of a model in the order its author gave them (`x-order`), or null when nobody gave a schema. */
export function fieldsOf(model: Pick<ModelDescription, "openapiSchema">): Field[] | null {
  const { openapiSchema } = model;
  if (openapiSchema === null) return null;
  const known = readFields.get(openapiSchema);
  if (known !== undefined) return known;
  const fields = readAll(openapiSchema);
  readFields.set(openapiSchema, fields);
  return fields;
}

/** Whether a model takes a key that none of its fields is called, by its patterns or its own word. */
const readRests = new WeakMap<JsonObject, (key: string) => boolean>();

/** True for the keys a model takes besides its fields: `patternProperties` that fit, or `additionalProperties` that are allowed in so many words. */
export function restOf({ openapiSchema }: Pick<ModelDescription, "openapiSchema">): (key: string) => boolean {
  if (openapiSchema === null) return () => false;
  const known = readRests.get(openapiSchema);
  if (known !== undefined) return known;
  const rest = readRest(openapiSchema);
  readRests.set(openapiSchema, rest);
  return rest;
}

function readRest(openapiSchema: JsonObject): (key: string) => boolean {
  const plain = plainSchemaOf(openapiSchema);
  if (plain !== null && plain.additionalProperties !== false) return () => true;
  const schemas = componentSchemas(openapiSchema);
  const { patternProperties, additionalProperties } = resolveNode(schemas.Input, schemas);
  if (additionalProperties === true || isJsonObject(additionalProperties)) return () => true;
  if (patternProperties === undefined) return () => false;
  const patterns = easyPatterns(patternProperties);
  return (key) => patterns === null || patterns.some((pattern) => pattern.test(key));
}

function readAll(openapiSchema: JsonObject): Field[] | null {
  const schemas = componentSchemas(openapiSchema);
  const budget = foldBudget();
  const input = resolveNode(schemas.Input, schemas, budget);
  // A plain schema need not name any: it may be a reference, or a choice.
  if (!isJsonObject(input.properties)) return plainSchemaOf(openapiSchema) === null ? null : [];
  const required = new Set(Array.isArray(input.required) ? input.required : []);
  return Object.entries(input.properties)
    .map(([name, node], index) => ({ name, index, node: resolveNode(node, schemas, budget) }))
    .sort((a, b) => order(a.node) - order(b.node) || a.index - b.index)
    .map(({ name, node }) =>
      readField(name, node, required.has(name), (inner) => resolveNode(inner, schemas, budget)),
    );
}

/**
 * What the model gives out, its references resolved, or null when the schema does not say.
 */
export function outputSchemaOf(model: Pick<ModelDescription, "openapiSchema">): JsonObject | null {
  const schemas = componentSchemas(model.openapiSchema);
  return schemas.Output === undefined ? null : resolveNode(schemas.Output, schemas);
}

/** A schema inside another one, its references resolved against the model's own. */
export function nestedSchema(
  node: Json | undefined,
  model: Pick<ModelDescription, "openapiSchema">,
  budget: FoldBudget,
): JsonObject {
  return resolveNode(node, componentSchemas(model.openapiSchema), budget);
}

/** True where a field takes words of its own: a string that is no choice and no address, date or secret. */
export function isFreeText(field: Field): boolean {
  return field.type === "string" && field.enumValues === null && field.format === null;
}

function readField(
  name: string,
  node: JsonObject,
  required: boolean,
  resolve: (node: Json) => JsonObject,
): Field {
  const items = isJsonObject(node.items) ? resolve(node.items) : null;
  return {
    name,
    title: text(node.title) ?? name,
    description: text(node.description),
    type: typeOf(node),
    format: text(node.format),
    items:
      items === null ? null : { type: typeOf(items), format: text(items.format), enumValues: choices(items) },
    enumValues: choices(node),
    required,
    nullable: isNullable(node),
    default: node.default,
    minimum: isNumber(node.minimum) ? node.minimum : null,
    maximum: isNumber(node.maximum) ? node.maximum : null,
    secret: isSecretField(name, node),
  };
}

function choices(node: JsonObject): Json[] | null {
  const all = choicesOf(node);
  return all.length > 0 || Array.isArray(node.enum) ? all : null;
}

function typeOf(node: JsonObject): string {
  const type = soleType(node);
  if (type !== null) return type;
  if (isJsonObject(node.properties)) return "object";
  if (Array.isArray(node.enum) && node.enum.every((value) => typeof value === "string")) return "string";
  return "any";
}

function order(node: JsonObject): number {
  return typeof node["x-order"] === "number" ? node["x-order"] : Number.MAX_SAFE_INTEGER;
}

function text(value: Json | undefined): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
