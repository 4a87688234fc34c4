import type { JsonObject } from "@/lib/contracts/json";

/**
 * A request whose example asks for more steps than the model takes, which is mended and asks for a person's word.
 * @param example what it has besides prompt and steps
 */
export function tooManySteps(example: JsonObject = {}) {
  const input = {
    type: "object",
    required: ["prompt"],
    properties: {
      prompt: { type: "string" },
      steps: { type: "integer", minimum: 1, maximum: 4 },
      seed: { type: "integer" },
    },
  };
  const example_input: JsonObject = { prompt: "old", steps: 50, ...example };
  return {
    prompt: "a quay",
    agent_tool_config: {
      "replicate-agent-tool": {
        data: {
          name: "someone/model",
          latest_version: "abc",
          example_input,
          openapi_schema: {
            components: { schemas: { Input: input, Output: { type: "string", format: "uri" } } },
          },
        },
      },
    },
  };
}
