import type { Json, JsonObject } from "@/lib/contracts/json";
import type { Attachment, Change, Issue } from "@/lib/contracts/parts";
import type { Capabilities } from "@/lib/contracts/run";
import type { OperationType, SafetyFlag } from "@/lib/contracts/words";
import type { CheckedPayload, RequestFindings } from "@/lib/core/commands";
import { changedLeaves, diff } from "@/lib/core/diff";
import { digestOf } from "@/lib/core/digest";
import { safetyFlags } from "@/lib/core/safety";
import type { ModelDescription, PayloadProposal, Provider } from "@/lib/providers/contract";

/** A request as its provider understands it: what it would run, and how sure that is. */
export interface BuiltRequest {
  capabilities: Capabilities;
  operation_type: OperationType;
  safety_flags: SafetyFlag[];
  proposal: PayloadProposal;
}

/** Builds the payload of a request; pure, so that it can be done again at any step. */
export function buildRequest(
  provider: Provider,
  model: ModelDescription,
  request: { prompt: string; attachments: Attachment[] },
): BuiltRequest {
  const capabilities = provider.getCapabilities(model);
  return {
    capabilities,
    operation_type: capabilities.operation_type,
    safety_flags: safetyFlags(request.prompt),
    proposal: provider.createPayload({ ...request, model }),
  };
}

/** What of a built request policy and the run's readers are told. */
export function findingsOf({ proposal, ...rest }: BuiltRequest): RequestFindings {
  return { ...rest, confidence: proposal.confidence };
}

/** A payload against the model's example, in the payload's own order. */
export function diffFromExample(model: ModelDescription, payload: Json): Change[] {
  return diff(model.exampleInput, payload);
}

/**
 * Checks and prices a payload.
 * @param placed pointers of prompt and attachments: they are the request itself and do not count as changes
 * @param known issues found while it was built, such as an attachment without a place
 */
export function checkPayload(
  provider: Provider,
  model: ModelDescription,
  payload: JsonObject,
  placed: string[],
  known: Issue[] = [],
): CheckedPayload {
  const found = provider.validatePayload(payload, model);
  // Building and checking may both trip over one field; who built it says it better.
  const fresh = found.filter(
    ({ pointer, severity }) => !known.some((one) => one.pointer === pointer && one.severity === severity),
  );
  return {
    digest: digestOf(payload),
    issues: [...known, ...fresh],
    cost: provider.estimateCost(payload, model),
    changes: changedLeaves(diffFromExample(model, payload), placed),
  };
}
