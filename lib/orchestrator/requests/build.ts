import type { Json, JsonObject } from "@/lib/contracts/json";
import type { Attachment, Change, CostImpact, Issue } from "@/lib/contracts/parts";
import type { Capabilities } from "@/lib/contracts/run";
import type { OperationType, SafetyFlag } from "@/lib/contracts/words";
import type { CheckedPayload, FixedPayload, RequestFindings } from "@/lib/core/commands";
import { costImpact } from "@/lib/core/cost-impact";
import { changedLeaves, diff } from "@/lib/core/diff";
import { digestOf } from "@/lib/core/digest";
import { hiddenIssues } from "@/lib/core/hidden/hidden-issues";
import { at } from "@/lib/core/json-pointer";
import { pointerTrie, withoutPlaces } from "@/lib/core/pointer-trie";
import { safetyFlags } from "@/lib/core/safety";
import type {
  FixedProposal,
  ModelDescription,
  PayloadProposal,
  Placement,
  Provider,
} from "@/lib/providers/contract";
import { isSure } from "@/lib/providers/payload/text-words";
import { overSealed } from "../secrets/over-sealed";

/** A request as its provider understands it: what it would run, and how sure that is. */
interface ProposedRequest {
  capabilities: Capabilities;
  operation_type: OperationType;
  safety_flags: SafetyFlag[];
  proposal: PayloadProposal;
}

export interface BuiltRequest extends ProposedRequest {
  /** The proposal after its automatic fixes. */
  fixed: FixedProposal;
}

/** The request without its automatic fixes, which take the most of a large payload's time. */
function proposeRequest(
  provider: Provider,
  model: ModelDescription,
  request: { prompt: string; attachments: Attachment[] },
): ProposedRequest {
  const mapping = overSealed(provider);
  const capabilities = mapping.getCapabilities(model);
  return {
    capabilities,
    operation_type: capabilities.operation_type,
    safety_flags: safetyFlags(request.prompt),
    proposal: mapping.createPayload({ ...request, model }),
  };
}

/**
 * Builds the payload of a request; pure, so that it can be done again at any step. This and whatever else here follows
 * a model's schema is carried out by `bounded`.
 */
export function buildRequest(
  provider: Provider,
  model: ModelDescription,
  request: { prompt: string; attachments: Attachment[] },
): BuiltRequest {
  const proposed = proposeRequest(provider, model, request);
  return {
    ...proposed,
    fixed: overSealed(provider).fixProposal(proposed.proposal, { ...request, model }),
  };
}

/**
 * Sees to it that a model somebody describes can be worked with at all, before a run depends on it.
 * @throws CodedError `validation_error`
 */
export function demandReadable(
  provider: Provider,
  model: ModelDescription,
  request: { prompt: string; attachments: Attachment[] },
): void {
  const { proposal } = proposeRequest(provider, model, request);
  // A question is asked all the same where its own arguments are not checked in time: that is said with its checks.
  overSealed(provider).validatePayload(provider.asksOnly ? {} : proposal.payload, model);
  provider.auditResponse(null, model);
}

/** What policy and the run's readers are told of a request. */
export function findRequest(
  provider: Provider,
  model: ModelDescription,
  request: { prompt: string; attachments: Attachment[] },
): RequestFindings {
  return findingsOf(proposeRequest(provider, model, request));
}

/** The same of one that was built. */
export function findingsOf(built: ProposedRequest): RequestFindings {
  const { capabilities, operation_type, safety_flags, proposal } = built;
  return { capabilities, operation_type, safety_flags, confidence: proposal.confidence };
}

/** A payload against the model's example, in the payload's own order. */
export function diffFromExample(model: ModelDescription, payload: Json): Change[] {
  return diff(model.exampleInput, payload);
}

/** What each change against the model's example adds to what the example costs; nothing where no price is known. */
export function costImpactOf(
  provider: Provider,
  model: ModelDescription,
  changes: readonly Change[],
): CostImpact[] {
  const cost = overSealed(provider).estimateCost(model.exampleInput, model);
  // Prices grow with whole settings; what changed inside of one is not in step with any.
  const settings = changes.filter((change) => change.pointer.lastIndexOf("/") === 0);
  return cost === null ? [] : costImpact(model.exampleInput, settings, cost);
}

/**
 * Checks and prices a payload.
 * @param placements of prompt and attachments: they are the request itself and do not count as changes
 * @param known issues found while it was built, such as an attachment without a place
 */
export function checkPayload(
  provider: Provider,
  model: ModelDescription,
  payload: JsonObject,
  placements: readonly Placement[],
  known: Issue[],
): CheckedPayload {
  const mapping = overSealed(provider);
  const found = mapping.validatePayload(payload, model);
  // Building and checking may both trip over one field; who built it says it better.
  const fresh = found.filter(
    ({ pointer, severity }) =>
      pointer === "" || !known.some((one) => one.pointer === pointer && one.severity === severity),
  );
  const placed = placements.map((placement) => placement.pointer);
  // In a question's arguments no key is special.
  const varying = provider.asksOnly ? placed : [...placed, "/seed"];
  return {
    digest: digestOf(payload),
    likeness: digestOf(withoutPlaces(payload, pointerTrie(varying))),
    issues: [...known, ...fresh, ...hiddenIssues(payload)],
    cost: mapping.estimateCost(payload, model),
    changes: changedLeaves(diffFromExample(model, payload), placed),
  };
}

/** A checked payload with what else is wrong with sending it. */
export function withIssues<Checked extends CheckedPayload>(checked: Checked, issues: Issue[]): Checked {
  return issues.length === 0 ? checked : { ...checked, issues: [...issues, ...checked.issues] };
}

/** The payload of a built request, checked and priced, as it was proposed and, where something was mended, after the automatic fixes. */
export function checkBuilt(
  provider: Provider,
  model: ModelDescription,
  { proposal, fixed }: BuiltRequest,
): { proposed: CheckedPayload; fixed?: FixedPayload } {
  const proposed = checkPayload(provider, model, proposal.payload, proposal.placements, proposal.issues);
  if (fixed.changes.length === 0) return { proposed };
  const checked = checkPayload(provider, model, fixed.payload, fixed.placements, fixed.issues);
  return { proposed, fixed: { ...checked, fixes: fixed.changes } };
}

/** A payload somebody changed, checked and priced against the request's own words, files and model. */
export function checkChanged(
  provider: Provider,
  model: ModelDescription,
  request: { prompt: string; attachments: Attachment[] },
  content: JsonObject,
): CheckedPayload {
  const { fixed } = buildRequest(provider, model, request);
  const unused = overSealed(provider).requestIssues(content, { ...request, model });
  return checkPayload(provider, model, content, fixed.placements, unused);
}

/**
 * The words of an input that somebody wrote as a whole: what stands where the model surely takes a prompt. Empty where it
 * takes none, or none is there.
 */
export function wordsOf(provider: Provider, model: ModelDescription, input: JsonObject): string {
  const { placements } = overSealed(provider).createPayload({ prompt: "words", attachments: [], model });
  const place = placements.find(
    ({ source, pointer, confidence }) =>
      source === "prompt" && isSure({ field: pointer.slice(1), confidence }),
  );
  const words = place ? at(input, place.pointer) : undefined;
  return typeof words === "string" ? words : "";
}
