import { Json } from "@/lib/contracts/json";
import type { Provider } from "../contract";
import { type Cleaner, createCleaner } from "../payload/clean-text";
import { estimateCost } from "../payload/estimate-cost";
import { schemaMapping } from "../payload/schema-mapping";
import { createAsk } from "./ask";
import { callIssues } from "./call-issues";
import { createClient } from "./client";
import { currentReplicateModel } from "./current-model";
import { describeReplicateModel, readReplicateModel } from "./describe-model";
import { createExecution } from "./execute";
import { replicateBaseUrl } from "./limits";
import { readReference } from "./names";
import { openReplicateOutput } from "./open-output";
import { replicateRates } from "./prices";
import { replicateModels } from "./seed/replicate-models";
import { replicateTraces } from "./traces";
import { createWebhookCheck } from "./webhook";

export interface ReplicateOptions {
  /** `r8_…`; without one the provider is there, but not configured. */
  token: string | null;
  /** Replicate's own address unless told. */
  baseUrl?: string | undefined;
  /** Signs the webhooks (`whsec_…`); null or absent asks Replicate for it. */
  webhookSecret?: string | null;
  /** Takes providers' links and keys out of its answers; without it Replicate's own. */
  cleaner?: Cleaner;
  fetch?: typeof fetch;
  now?: () => Date;
  /** Milliseconds one API call may take. */
  timeoutMs?: number;
}

/** Replicate (https://replicate.com) as a provider: predictions by version, and of official models by name. */
export function createReplicate(options: ReplicateOptions): Provider {
  const token = options.token?.trim() ?? "";
  const { baseUrl = replicateBaseUrl, now = () => new Date(), timeoutMs } = options;
  const { cleaner = createCleaner([replicateTraces]) } = options;
  // Looked up at each call, so that what replaces the global fetch (tracing, a proxy) is not bypassed.
  const fetchNow: typeof fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  const flags = { supportsStreaming: false, supportsCancellation: true, sandbox: false };
  const mapping = schemaMapping(flags, cleaner);
  const ask = createAsk({
    client: createClient({
      token,
      baseUrl,
      fetch: fetchNow,
      ...(timeoutMs !== undefined && { timeoutMs }),
    }),
    token,
    now,
  });

  return {
    name: "replicate",
    label: "Replicate",
    tool: "replicate-agent-tool",
    ...flags,
    looks: "likely",
    models: replicateModels,
    isConfigured: () => token !== "",
    readReference,
    ...mapping,
    validatePayload: (payload, model) => [...callIssues(model), ...mapping.validatePayload(payload, model)],
    estimateCost: (payload, model) => estimateCost(payload, model, replicateRates),
    // What it says of "too many" goes with each error; whom that concerns is for the guard around it to say.
    getRateLimitStatus: () => ({ limited: false, retry_at: null, reason: null }),
    describeModel: (name, signal) => describeReplicateModel(ask, name, signal),
    readThrough: ({ path, params }, signal) =>
      ask.read("read", Json, "its answer", { method: "GET", path, params }, signal),
    readModel: readReplicateModel,
    openOutput: (file, signal) => openReplicateOutput(file, signal, { token, baseUrl, fetch: fetchNow, now }),
    currentModel: (model, signal) => currentReplicateModel(ask, model, signal),
    verifyWebhook: createWebhookCheck({ ask, secret: options.webhookSecret ?? null, now }),
    execute: createExecution({
      ask,
      token,
      httpsWebhooksOnly: new URL(baseUrl).host === new URL(replicateBaseUrl).host,
    }),
  };
}
