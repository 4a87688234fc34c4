import type { Issue } from "@/lib/contracts/parts";
import { said } from "@/lib/contracts/sentences";
import { issueOf } from "@/lib/core/issue";
import type { ModelDescription, Provider } from "../contract";
import type { Surroundings } from "../folder";
import { schemaMapping } from "../payload/schema-mapping";
import { createClient } from "./client";
import { estimatedCost } from "./cost";
import { label } from "./errors";
import { createExecution, misnamed } from "./execute";
import { openAiBaseUrl, openAiLimits } from "./limits";
import { describedModel, openAiModels } from "./models";
import { namedOf } from "./names";
import { openOpenAiOutput } from "./open-output";

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
    answersWithin: openAiLimits.answersWithin,
    models: openAiModels,
    isConfigured: () => key !== "",
    ...mapping,
    validatePayload: (payload, model) => [...callIssues(model), ...mapping.validatePayload(payload, model)],
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

/** A request that only names a model is understood; what it says itself stands. */
function completed(model: ModelDescription): ModelDescription {
  const named = namedOf(model.name);
  if (named === null || model.openapiSchema !== null) return model;
  const known = describedModel(named.operation, named.model, model.description);
  return { ...known, ...model, openapiSchema: known.openapiSchema };
}

/** Why a call of a model would be refused whatever its payload: known before anybody signs it. */
function callIssues({ name }: ModelDescription): Issue[] {
  if (namedOf(name) !== null) return [];
  return [
    issueOf({
      field: "model",
      says: misnamed(name.slice(0, 100)),
      advises: said("name_other_model", { example: "text/gpt-5.4-mini" }),
    }),
  ];
}
