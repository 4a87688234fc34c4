import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { componentSchemas } from "./resolve-node";

/** Says in a document that its Input is meant word by word, and not as model builders write theirs. */
const marker = "x-json-schema";
const draft = "2020-12";

/**
 * A document whose Input is a JSON Schema (draft 2020-12), taken as that draft means it: nothing is left out when it is
 * checked with, and keys that it does not name are taken.
 */
export function documentOf(schema: JsonObject): JsonObject {
  return { [marker]: draft, components: { schemas: { Input: schema } } };
}

/**
 * The schema of such a document, or null for one of a model. The draft it names itself is left out: tools write an older
 * one's name upon what both read alike, and what they do not is refused.
 */
export function plainSchemaOf(document: JsonObject | null): JsonObject | null {
  if (document === null || document[marker] !== draft) return null;
  const { Input } = componentSchemas(document);
  if (!isJsonObject(Input)) return null;
  const { $schema: _, ...schema } = Input;
  return schema;
}

/** The same for readers who take no keys but those that a schema names, where it does not say otherwise. */
export function openedSchema(schema: JsonObject): JsonObject {
  const open: { [keyword: string]: Json } =
    "unevaluatedProperties" in schema ? {} : { additionalProperties: true };
  return { ...("$ref" in schema || "allOf" in schema ? {} : { properties: {} }), ...open, ...schema };
}
