import type { ModelDescription, Provider } from "../contract";
import type { Surroundings } from "../folder";
import { withOwnSchema } from "../payload/own-schema";
import { schemaMapping } from "../payload/schema-mapping";
import { createClient } from "./client";
import { estimatedCost } from "./cost";
import { createExecution } from "./execute";
import { openAiBaseUrl, openAiLimits } from "./limits";
import { describedModel, openAiModels } from "./models";
import { namedOf } from "./names";
import { openOpenAiOutput } from "./open-output";
import { callIssues, label } from "./payload";

interface OpenAiOptions extends Pick<Surroundings, "cleaner" | "now" | "privateHosts"> {
  /** `sk-…`; without one the provider is there, but not configured. */
  key: string | null;
  /** OpenAI's own address unless told. */
  baseUrl: string | null;
}

/** OpenAI (https://openai.com) and servers that speak as it does, as a provider: pictures, edits of pictures, and text. */
export function createOpenAi(options: OpenAiOptions): Provider {
  const { cleaner, now } = options;
  const key = options.key?.trim() ?? "";
  const baseUrl = options.baseUrl ?? openAiBaseUrl;
  // Pictures may lie where the API itself is.
  const privateHosts = [...options.privateHosts, new URL(baseUrl).host];
  const flags = { supportsStreaming: false, supportsCancellation: false, sandbox: false };
  const mapping = schemaMapping(flags, cleaner, completed);
  // Looked up at each call, so that what replaces the global fetch (tracing, a proxy) is not bypassed.
  const client = createClient({ key, baseUrl, fetch: (input, init) => globalThis.fetch(input, init) });
  return {
    name: "openai",
    label,
    tool: "openai-agent-tool",
    ...flags,
    looks: "none",
    answersWithin: openAiLimits.filesWithin + openAiLimits.answersWithin,
    models: openAiModels,
    isConfigured: () => key !== "",
    ...mapping,
    validatePayload: (payload, model) => [
      ...callIssues(payload, model),
      ...mapping.validatePayload(payload, model),
    ],
    estimateCost: estimatedCost,
    // What it says of "too many" goes with each error; whom that concerns is for the guard around it to say.
    getRateLimitStatus: () => ({ limited: false, retry_at: null, reason: null }),
    /** Every operation takes the same inputs whatever the model, so nobody is asked. */
    async describeModel(name) {
      const named = namedOf(name);
      return named && { runCount: 0, model: describedModel(named.operation, named.model, null) };
    },
    openOutput: (file, signal) => openOpenAiOutput(file, privateHosts, signal),
    execute: createExecution({ client, key, privateHosts: options.privateHosts, now }),
  };
}

/** The operation's own inputs and output, whatever schema a request brought along: OpenAI takes nothing else. */
function completed(model: ModelDescription): ModelDescription {
  const named = namedOf(model.name);
  if (named === null) return model;
  const known = describedModel(named.operation, named.model, model.description);
  return withOwnSchema(model, known);
}
