import type { Provider } from "../contract";
import { auditResponse } from "../payload/audit-response";
import { capabilitiesOf } from "../payload/capabilities";
import { createPayload } from "../payload/create-payload";
import { estimateCost } from "../payload/estimate-cost";
import { fixProposal } from "../payload/fix-proposal";
import { requestIssues } from "../payload/request-issues";
import { validatePayload } from "../payload/validate-payload";
import { createAsk } from "./ask";
import { callIssues } from "./call-issues";
import { createClient } from "./client";
import { currentReplicateModel } from "./current-model";
import { describeReplicateModel, readReplicateModel } from "./describe-model";
import { createExecution } from "./execute";
import { replicateBaseUrl } from "./limits";
import { readReference } from "./names";
import { openReplicateOutput } from "./open-output";
import { createWebhookCheck } from "./webhook";

export interface ReplicateOptions {
  /** `r8_…`; without one the provider is there, but not configured. */
  token: string | null;
  /** Replicate's own address unless told. */
  baseUrl?: string | undefined;
  /** Signs the webhooks (`whsec_…`); null or absent asks Replicate for it. */
  webhookSecret?: string | null;
  fetch?: typeof fetch;
  now?: () => Date;
  /** Milliseconds one API call may take. */
  timeoutMs?: number;
}

/** Replicate (https://replicate.com) as a provider: predictions by version, and of official models by name. */
export function createReplicate(options: ReplicateOptions): Provider {
  const token = options.token?.trim() ?? "";
  const { baseUrl = replicateBaseUrl, now = () => new Date(), timeoutMs } = options;
  // Looked up at each call, so that what replaces the global fetch (tracing, a proxy) is not bypassed.
  const fetchNow: typeof fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  const flags = { supportsStreaming: false, supportsCancellation: true, sandbox: false };
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
    looksAreCertain: false,
    isConfigured: () => token !== "",
    readReference,
    getCapabilities: (model) => capabilitiesOf(model, flags),
    createPayload,
    fixProposal,
    requestIssues: (payload, request) => requestIssues(payload, request),
    validatePayload: (payload, model) => [...callIssues(model), ...validatePayload(payload, model)],
    estimateCost,
    auditResponse,
    // What it says of "too many" goes with each error; whom that concerns is for the guard around it to say.
    getRateLimitStatus: () => ({ limited: false, retry_at: null, reason: null }),
    describeModel: (name, signal) => describeReplicateModel(ask, name, signal),
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
