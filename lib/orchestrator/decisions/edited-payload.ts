import type { JsonObject } from "@/lib/contracts/json";
import type { Attachment } from "@/lib/contracts/parts";
import type { CheckedPayload } from "@/lib/core/commands";
import { at, pointer } from "@/lib/core/json-pointer";
import { mergePatch } from "@/lib/core/merge-patch";
import { sameJson } from "@/lib/core/same-json";
import type { FixedProposal, ModelDescription, Provider } from "@/lib/providers/contract";
import type { StoredRun } from "@/lib/store/runs/load-run";
import { type BuiltRequest, checkPayload } from "../requests/build";
import { KeptRequest, type RequestEdits } from "../requests/request";
import { overSealed } from "../secrets/over-sealed";

/** A payload as its request wants it, checked and priced. */
interface EditedPayload {
  payload: JsonObject;
  checked: CheckedPayload;
}

/** What a stored run's request wants of its payload, and whether a person edited that request. */
export function givenEdits({ request, state }: StoredRun): {
  edits: RequestEdits | null;
  answered: boolean;
} {
  const { edits } = KeptRequest.parse(request);
  return { edits, answered: state.decisions.some(({ action }) => action === "edit") };
}

/**
 * What a run's request lays over what is proposed now. Once a person has edited the request, what was built from
 * their words and files stands (law 5), and with it the rest of the edits, and of a payload that stood in place of the
 * proposal.
 */
export function editsOf(
  { edits, answered }: { edits: RequestEdits | null; answered: boolean },
  proposed: FixedProposal,
): RequestEdits | null {
  if (!edits || !answered) return edits;
  const placed = (key: string) => isPlaced(key, proposed);
  const only = (object: JsonObject, wanted: (key: string) => boolean): JsonObject =>
    Object.fromEntries(Object.entries(object).filter(([key]) => wanted(key)));
  const beside = (object: JsonObject) => only(object, (key) => !placed(key));
  return {
    payload: edits.payload && { ...beside(edits.payload), ...only(proposed.payload, placed) },
    patches: edits.patches.map(beside),
  };
}

/** Whether prompt or attachments stand at this key, or somewhere in its value. */
function isPlaced(key: string, { placements }: FixedProposal): boolean {
  const at = pointer([key]);
  return placements.some((one) => one.pointer === at || one.pointer.startsWith(`${at}/`));
}

/**
 * What a request with edits would run instead of what is proposed, checked and priced against its own words, files
 * and model. A value that a fix changed and the edits left alone still needs a person's word (law 8).
 * @returns null when nothing would differ
 */
export function checkEdited(
  provider: Provider,
  model: ModelDescription,
  request: { prompt: string; attachments: Attachment[] },
  { fixed }: BuiltRequest,
  edits: RequestEdits | null,
): EditedPayload | null {
  if (!edits) return null;
  const payload = edits.patches.reduce<JsonObject>(mergePatch, edits.payload ?? fixed.payload);
  if (sameJson(payload, fixed.payload)) return null;
  const left = fixed.toConfirm.filter(({ pointer: place }) => sameAt(place, payload, fixed.payload));
  const unused = overSealed(provider).requestIssues(payload, { ...request, model });
  return {
    payload,
    checked: checkPayload(provider, model, payload, fixed.placements, [...left, ...unused]),
  };
}

function sameAt(place: string, one: JsonObject, other: JsonObject): boolean {
  return sameJson(at(one, place) ?? null, at(other, place) ?? null);
}
