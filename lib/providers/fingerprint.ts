import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { digestOf } from "@/lib/core/digest";
import { CodedError } from "@/lib/core/errors";
import {
  componentSchemas,
  type FoldBudget,
  foldBudget,
  resolveNode,
} from "@/lib/core/model-schema/resolve-node";
import type { ModelDescription } from "./contract";

/** What is for people alone: another title changes nothing about what runs. A default does: it runs when nothing is given. */
const annotations = new Set(["title", "description", "x-order", "example", "examples", "deprecated"]);

/** What a schema takes: references resolved, annotations left out. */
function essence(node: Json | undefined, schemas: JsonObject, budget: FoldBudget, depth = 0): JsonObject {
  if (depth > 8) return {};
  const inner = (value: Json | undefined) => essence(value, schemas, budget, depth + 1);
  return Object.fromEntries(
    Object.entries(resolveNode(node, schemas, budget))
      .filter(([key]) => !annotations.has(key))
      .map(([key, value]): [string, Json] => {
        if (key === "items") return [key, inner(value)];
        if (key === "anyOf" || key === "oneOf") return [key, Array.isArray(value) ? value.map(inner) : value];
        if (key !== "properties" || !isJsonObject(value)) return [key, value];
        return [key, Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inner(one)]))];
      }),
  );
}

/** What each input of a model takes, by name, or null when there is no schema that can be followed to its end. */
export function inputsOf({
  openapiSchema,
}: Pick<ModelDescription, "openapiSchema">): Record<string, JsonObject> | null {
  try {
    return readInputs(componentSchemas(openapiSchema));
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

function readInputs(schemas: JsonObject): Record<string, JsonObject> | null {
  const budget = foldBudget();
  const input = resolveNode(schemas.Input, schemas, budget);
  if (!isJsonObject(input.properties)) return null;
  const required = new Set(Array.isArray(input.required) ? input.required : []);
  // What cannot be told in full changes with anything in the schema.
  let all: string | null = null;
  const takes = (node: Json): JsonObject => {
    try {
      return essence(node, schemas, budget);
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      all ??= digestOf(schemas);
      return { schemas: all };
    }
  };
  return Object.fromEntries(
    Object.entries(input.properties).map(([name, node]) => [
      name,
      { ...takes(node), ...(required.has(name) && { required: true }) },
    ]),
  );
}

/** 64 bits of the digest of what an input takes: enough to notice a change. */
export function fingerprint(input: JsonObject): string {
  return digestOf(input).slice("sha256:".length, "sha256:".length + 16);
}
