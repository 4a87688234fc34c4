import type { ModelDescription, Provider } from "../contract";
import type { Surroundings } from "../folder";
import { withOwnSchema } from "../payload/own-schema";
import { schemaMapping } from "../payload/schema-mapping";
import { createClient } from "./client";
import { estimatedCost } from "./cost";
import { createExecution } from "./execute";
import { anthropicBaseUrl, anthropicLimits } from "./limits";
import { anthropicModels, describedModel } from "./models";
import { modelNamed } from "./names";
import { callIssues, label } from "./payload";

interface AnthropicOptions extends Pick<Surroundings, "cleaner" | "now"> {
  /** `sk-ant-…`; without one the provider is there, but not configured. */
  key: string | null;
  /** Anthropic's own address unless told. */
  baseUrl: string | null;
}

/** Anthropic (https://anthropic.com) and gateways that speak as it does, as a provider: text. */
export function createAnthropic(options: AnthropicOptions): Provider {
  const { cleaner, now } = options;
  const key = options.key?.trim() ?? "";
  const baseUrl = options.baseUrl ?? anthropicBaseUrl;
  const flags = { supportsStreaming: false, supportsCancellation: false, sandbox: false };
  const mapping = schemaMapping(flags, cleaner, completed);
  // Looked up at each call, so that what replaces the global fetch (tracing, a proxy) is not bypassed.
  const client = createClient({ key, baseUrl, fetch: (input, init) => globalThis.fetch(input, init) });
  return {
    name: "anthropic",
    label,
    tool: "anthropic-agent-tool",
    ...flags,
    looks: "none",
    answersWithin: anthropicLimits.answersWithin,
    models: anthropicModels,
    isConfigured: () => key !== "",
    ...mapping,
    validatePayload: (payload, model) => [
      ...callIssues(payload, model),
      ...mapping.validatePayload(payload, model),
    ],
    estimateCost: estimatedCost,
    // What it says of "too many" goes with each error; whom that concerns is for the guard around it to say.
    getRateLimitStatus: () => ({ limited: false, retry_at: null, reason: null }),
    /** Every model takes the same, so nobody is asked. */
    async describeModel(name) {
      const named = modelNamed(name);
      return named === null ? null : { runCount: 0, model: describedModel(named, null) };
    },
    openOutput: () => Promise.reject(new Error("Anthropic makes no files.")),
    execute: createExecution({ client, key, now }),
  };
}

/** The inputs and the output that all its models have, whatever schema a request brought along: it takes nothing else. */
function completed(model: ModelDescription): ModelDescription {
  const named = modelNamed(model.name);
  if (named === null) return model;
  const known = describedModel(named, model.description);
  return withOwnSchema(model, known);
}
