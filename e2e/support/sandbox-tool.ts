import type { JsonObject } from "@/lib/contracts/json";

/**
 * The agent's tool of a request that brings its own schema: the sandbox's picture model with these inputs, and with
 * what its example says of them.
 */
export function sandboxTool(properties: JsonObject, required = ["prompt"], example: JsonObject = {}) {
  const Input = { type: "object", required, properties: { prompt: { type: "string" }, ...properties } };
  const openapi_schema = { components: { schemas: { Input } } };
  return {
    "sandbox-agent-tool": {
      data: { name: "sandbox/image", example_input: { prompt: "x", ...example }, openapi_schema },
    },
  };
}
