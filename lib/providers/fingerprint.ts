import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { digestOf } from "@/lib/core/digest";
import type { ModelDescription } from "./contract";
import { componentSchemas, resolveNode } from "./payload/schema-node";

/** What is for people alone: another title changes nothing about what runs. A default does: it runs when nothing is given. */
const annotations = new Set(["title", "description", "x-order", "example", "examples", "deprecated"]);

/** What a schema takes: references resolved, annotations left out. */
function essence(node: Json | undefined, schemas: JsonObject, depth = 0): JsonObject {
  if (depth > 8) return {};
  const inner = (value: Json | undefined) => essence(value, schemas, depth + 1);
  return Object.fromEntries(
    Object.entries(resolveNode(node, schemas))
      .filter(([key]) => !annotations.has(key))
      .map(([key, value]): [string, Json] => {
        if (key === "items") return [key, inner(value)];
        if (key === "anyOf" || key === "oneOf") return [key, Array.isArray(value) ? value.map(inner) : value];
        if (key !== "properties" || !isJsonObject(value)) return [key, value];
        return [key, Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inner(one)]))];
      }),
  );
}

/** What each input of a model takes, by name, or null when there is no schema. */
export function inputsOf({
  openapiSchema,
}: Pick<ModelDescription, "openapiSchema">): Record<string, JsonObject> | null {
  const schemas = componentSchemas(openapiSchema);
  const input = resolveNode(schemas.Input, schemas);
  if (!isJsonObject(input.properties)) return null;
  const required = new Set(Array.isArray(input.required) ? input.required : []);
  return Object.fromEntries(
    Object.entries(input.properties).map(([name, node]) => [
      name,
      { ...essence(node, schemas), ...(required.has(name) && { required: true }) },
    ]),
  );
}

/** 64 bits of the digest of what an input takes: enough to notice a change. */
export function fingerprint(input: JsonObject): string {
  return digestOf(input).slice("sha256:".length, "sha256:".length + 16);
}
