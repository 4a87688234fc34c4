import type { JsonObject } from "@/lib/contracts/json";
import type { ModelDescription } from "../contract";

interface Parts {
  required?: string[];
  example?: JsonObject;
  output?: JsonObject;
  schemas?: JsonObject;
}

/** A model as a request describes it, with these inputs in this order; for tests. */
export function modelOf(inputs: Record<string, JsonObject> | null, parts: Parts = {}): ModelDescription {
  const { required = [], example = {}, output = { type: "string", format: "uri" }, schemas = {} } = parts;
  const properties = Object.fromEntries(
    Object.entries(inputs ?? {}).map(([name, field], order) => [name, { "x-order": order, ...field }]),
  );
  return {
    name: "someone/model",
    description: null,
    version: null,
    exampleInput: example,
    openapiSchema:
      inputs === null
        ? null
        : {
            components: {
              schemas: { Input: { type: "object", required, properties }, Output: output, ...schemas },
            },
          },
  };
}

export const text: JsonObject = { type: "string" };
export const file: JsonObject = { type: "string", format: "uri" };
export const files: JsonObject = { type: "array", items: file };
