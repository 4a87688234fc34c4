import type { Cost } from "@/lib/contracts/parts";
import { english, said } from "@/lib/contracts/sentences";
import type { Execution, Prediction, Provider } from "../contract";
import type { Surroundings } from "../folder";
import { capabilitiesOf } from "../payload/capabilities";
import { schemaIssues } from "../payload/validate-payload";
import { ProviderError } from "../provider-error";

const saidBy = said("asker_says");
const asSaid: Omit<Cost, "amount"> = {
  currency: "USD",
  basis: english(saidBy),
  basis_said: saidBy,
  per: "call",
};

/**
 * Questions that other systems ask. The payload is the arguments as they were given: nothing is mapped, nothing is mended
 * without asking, and addresses in it are the asker's business. Its call is certain and empty.
 */
export function createExternal({ now }: Pick<Surroundings, "now">): Provider {
  const flags = { sandbox: false, supportsStreaming: false, supportsCancellation: false };
  return {
    name: "external",
    label: "Question",
    tool: "external",
    ...flags,
    asksOnly: true,
    // Nothing is ever taken anywhere, so what is not found was surely not.
    looks: "certain",
    models: () => [],
    isConfigured: () => true,
    getCapabilities: (model) => ({ ...capabilitiesOf(model, flags), operation_type: "other" }),
    createPayload: ({ model }) => ({
      payload: model.exampleInput,
      placements: [],
      confidence: 1,
      issues: [],
    }),
    fixProposal: ({ payload, placements, issues }) => ({
      ...{ payload, placements, issues },
      changes: [],
      toConfirm: [],
    }),
    requestIssues: () => [],
    validatePayload: schemaIssues,
    estimateCost: (_payload, { price }) => (price ? { amount: price.amountUsd, ...asSaid } : null),
    auditResponse: (value) => ({ value, files: [], issues: [], quality: 1 }),
    getRateLimitStatus: () => ({ limited: false, retry_at: null, reason: null }),
    openOutput: () => Promise.reject(new Error("A question has no files.")),
    execute: execution(now),
  };
}

function execution(now: () => Date): Execution {
  const approved = (id: string): Prediction => ({
    id,
    status: "succeeded",
    output: { decision: "approved" },
    error: null,
    logs: "",
    progress: 1,
    startedAt: now().toISOString(),
    completedAt: now().toISOString(),
    predictTimeMs: 0,
    version: null,
  });
  return {
    async submit({ attemptKey }, signal) {
      if (signal.aborted) throw new ProviderError("temporary", said("called_off_before"));
      return approved(attemptKey);
    },
    get: async (id) => approved(id),
    async cancel() {},
    find: async () => null,
  };
}
