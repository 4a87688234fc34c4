import type { DescribedModel, ModelDescription } from "../contract";
import { anthropicLimits } from "./limits";

const properties = {
  prompt: { type: "string", title: "Prompt", description: "What to answer.", "x-order": 0 },
  system: {
    type: "string",
    title: "Instructions",
    description: "How to answer, before all else.",
    "x-order": 1,
  },
  max_tokens: {
    type: "integer",
    title: "Longest answer",
    description: "In tokens, those of thinking included.",
    minimum: 1,
    maximum: anthropicLimits.written,
    default: 4_000,
    "x-order": 2,
  },
};

/** A model as the catalogue describes it; also one that this house has never heard of: all take the same. */
export function describedModel(model: string, description: string | null): ModelDescription {
  const Input = { type: "object", title: "Input", required: ["prompt", "max_tokens"], properties };
  return {
    name: `text/${model}`,
    description,
    // It runs what the name stands for at the time; a name with a day stays what it is.
    version: null,
    exampleInput: { prompt: "Why do ships have names?", max_tokens: 4_000 },
    exampleOutput: "Sailors felt that…",
    openapiSchema: { components: { schemas: { Input, Output: { type: "string", title: "Output" } } } },
  };
}

/** The models that every installation knows. */
export function anthropicModels(): DescribedModel[] {
  const model = (name: string, description: string) => ({
    runCount: 0,
    model: describedModel(name, description),
  });
  return [
    model("claude-sonnet-5-5", "Anthropic's language model between speed and depth; thinks where it helps."),
    model("claude-haiku-5-5", "Anthropic's small language model: fast, and cheap for many short answers."),
    model("claude-opus-5-5", "Anthropic's large language model, which always thinks before it answers."),
  ];
}
