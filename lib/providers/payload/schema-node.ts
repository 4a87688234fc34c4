import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { at } from "@/lib/core/json-pointer";

/** Deeper than any real model's schema; a circle of references ends here. */
const maxDepth = 12;

/** The object under `components.schemas` of a model's OpenAPI document, empty when there is none. */
export function componentSchemas(openapiSchema: JsonObject | null): JsonObject {
  const schemas = openapiSchema === null ? undefined : at(openapiSchema, "/components/schemas");
  return isJsonObject(schemas) ? schemas : {};
}

/**
 * One schema with its `$ref`, `allOf` and its only non-null `anyOf` or `oneOf` branch
 * folded into it, as model builders write enums and optional fields. What stays
 * ambiguous is left as it is. Never throws.
 */
export function resolveNode(node: Json | undefined, schemas: JsonObject, depth = 0): JsonObject {
  if (!isJsonObject(node) || depth > maxDepth) return {};
  const { $ref, allOf, anyOf, oneOf, ...own } = node;
  const parents = [
    ...(typeof $ref === "string" ? [referenced($ref, schemas)] : []),
    ...(Array.isArray(allOf) ? allOf : []),
  ];
  const folded = Object.assign({}, ...parents.map((parent) => resolveNode(parent, schemas, depth + 1)));
  // What a field says of itself (its own title, say) stands before what it refers to.
  const merged: JsonObject = { ...folded, ...own };
  const branches = Array.isArray(anyOf) ? anyOf : Array.isArray(oneOf) ? oneOf : null;
  if (branches === null) return merged;
  const real = branches.filter((branch) => !(isJsonObject(branch) && branch.type === "null"));
  if (real.length < branches.length) merged.nullable = true;
  return real.length === 1
    ? { ...resolveNode(real[0], schemas, depth + 1), ...merged }
    : { ...merged, anyOf: real };
}

function referenced(reference: string, schemas: JsonObject): Json | undefined {
  const name = reference.match(/^#\/components\/schemas\/(.+)$/)?.[1];
  return name !== undefined && Object.hasOwn(schemas, name) ? schemas[name] : undefined;
}
