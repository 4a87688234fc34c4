import type { AgentToolConfig } from "@/lib/contracts/create-run";
import type { JsonObject } from "@/lib/contracts/json";
import type { ServedModel } from "@/lib/providers/replicate/fixtures/types";

const Input: JsonObject = {
  type: "object",
  required: ["prompt", "hf_token"],
  properties: {
    prompt: { type: "string", "x-order": 0 },
    hf_token: { type: "string", format: "password", minLength: 8, "x-order": 1 },
    extra_key: { anyOf: [{ $ref: "#/components/schemas/Key" }, { type: "null" }], "x-order": 2 },
    image: { type: "string", format: "uri", "x-order": 3 },
    mask: { type: "string", format: "uri", "x-order": 5 },
    login: {
      type: "object",
      properties: { user: { type: "string" }, pass: { type: "string", "x-cog-secret": true } },
      "x-order": 4,
    },
  },
};
const openapiSchema: JsonObject = {
  components: {
    schemas: { Input, Output: { type: "string" }, Key: { type: "string", writeOnly: true } },
  },
};

/** A model that takes secrets in every way a schema can say so. */
export const secretModel = {
  name: "owner/secretive",
  version: "5ec1e7",
  openapiSchema,
  exampleInput: { prompt: "an example", image: "https://files.example/example.png" },
  exampleOutput: "done",
} satisfies ServedModel;

/** The same as a request names it, with this example. */
export function secretTool(example: JsonObject = secretModel.exampleInput): AgentToolConfig {
  const { name, version } = secretModel;
  return {
    "replicate-agent-tool": {
      data: { name, latest_version: version, example_input: example, openapi_schema: openapiSchema },
    },
  };
}
