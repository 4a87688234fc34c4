import { join } from "node:path";
import type { JsonObject } from "@/lib/contracts/json";
import type { Cost, Issue } from "@/lib/contracts/parts";
import { english, said } from "@/lib/contracts/sentences";
import { issueOf } from "@/lib/core/issue";
import type { ModelDescription, Provider } from "../contract";
import { type Cleaner, createCleaner } from "../payload/clean-text";
import { schemaMapping } from "../payload/schema-mapping";
import { ProviderError } from "../provider-error";
import { sandboxExecution } from "./execution";
import { sandboxModels } from "./models";
import { filePredictions, type Predictions } from "./predictions";
import { addressParts, renderFile } from "./render";

export interface SandboxOptions {
  /** Where it remembers its calls, in a folder of its own. */
  dataDir: string;
  /** How long a call takes, in milliseconds; 0 is done at once. */
  delayMs?: number;
  /** The share of calls that fail, 0 to 1. */
  failShare?: number;
  /** Takes other providers' traces out of its answers; without it there are none to take out. */
  cleaner?: Cleaner;
  now?: () => Date;
}

/** The provider, and for tests and the curious what it was called for. */
export type Sandbox = Provider & { readonly predictions: Pick<Predictions, "count" | "ofAttempt"> };

/**
 * A provider that needs no account and no network: real, small pictures, sound and text,
 * always the same for the same call, and still there after a restart.
 */
export function createSandbox({
  dataDir,
  delayMs = 0,
  failShare = 0,
  cleaner = createCleaner([]),
  now = () => new Date(),
}: SandboxOptions): Sandbox {
  const predictions = filePredictions(join(dataDir, "sandbox"));
  const flags = { supportsStreaming: false, supportsCancellation: true, sandbox: true };
  const mapping = schemaMapping(flags, cleaner, completed);
  return {
    name: "sandbox",
    label: "Sandbox",
    tool: "sandbox-agent-tool",
    ...flags,
    // Its memory is a folder of ours: what is not there when a submission has ended never gets there.
    looks: "certain",
    predictions,
    models: () =>
      sandboxModels.map((model) => ({
        runCount: 0,
        model: { ...model, price: { amountUsd: 0, per: "call" as const } },
      })),
    isConfigured: () => true,
    forget: predictions.forget,
    ...mapping,
    validatePayload: (payload, model) => [...mapping.validatePayload(payload, model), ...notFetched(payload)],
    estimateCost: () => free,
    getRateLimitStatus: () => ({ limited: false, retry_at: null, reason: null }),
    execute: sandboxExecution(predictions, { delayMs, failShare, now: () => now().getTime() }),
    async openOutput(file) {
      const parts = addressParts(file.url);
      const record = parts === null ? null : await predictions.read(parts.id);
      const rendered = parts === null || record === null ? null : await renderFile(record, parts.index);
      if (rendered === null) {
        throw new ProviderError(
          "permanent",
          said("sandbox_file_unknown", { address: file.url.slice(0, 100) }),
          {
            status: 404,
          },
        );
      }
      return new Response(rendered.bytes, {
        headers: {
          "content-type": rendered.contentType,
          "content-length": String(rendered.bytes.byteLength),
        },
      });
    },
  };
}

const nothing = said("sandbox_is_free");
const free: Cost = { amount: 0, currency: "USD", basis: english(nothing), basis_said: nothing };

/** A picture elsewhere stays in the payload without being drawn, and nobody should wonder why. */
function notFetched({ image }: JsonObject): Issue[] {
  return typeof image === "string" && /^https?:/i.test(image)
    ? [
        issueOf({
          pointer: "/image",
          field: "image",
          severity: "info",
          says: said("sandbox_fetches_nothing"),
          advises: said("attach_as_data"),
        }),
      ]
    : [];
}

/** A request that only names a sandbox model is understood; what it says itself stands. */
function completed(model: ModelDescription): ModelDescription {
  const known = sandboxModels.find((candidate) => candidate.name === model.name);
  if (known === undefined || model.openapiSchema !== null) return model;
  const exampleInput = Object.keys(model.exampleInput).length > 0 ? model.exampleInput : known.exampleInput;
  return { ...known, exampleInput };
}
