import type { JsonObject } from "@/lib/contracts/json";
import { pointer } from "@/lib/core/json-pointer";
import type { PayloadProposal, PayloadRequest, Placement } from "../contract";
import type { AttachmentPlace } from "./attachment-places";
import { type Mapping, mappingOf } from "./mapping";
import { refillExample } from "./refill-example";
import { requestIssues } from "./request-issues";

/** How sure a mapping is for a model that takes no text: nothing is wrong, but words were given. */
const withoutText = 0.9;

/**
 * The payload for a request: the model's example with the prompt and the attachments in
 * their places and none of the example's own material left. What finds no place, and
 * what a required field lacks thereby, is an error issue. Pure; never throws.
 */
export function createPayload(request: PayloadRequest): PayloadProposal {
  const { prompt, attachments, model } = request;
  const mapping = mappingOf(request);
  const { text, slots, places } = mapping;
  const standing = new Map(
    places.filter((place) => !place.append).map((place) => [pointer(place.path), place.attachment.url]),
  );
  const slotPointers = new Set(slots.map((slot) => pointer(slot.path)));
  const { payload: refilled, moved } = refillExample(model.exampleInput, slotPointers, standing);
  const filled: Filled = {
    payload: text === null ? { ...refilled } : { ...refilled, [text.field]: prompt },
    placements: text === null ? [] : [promptPlacement(text)],
  };
  for (const place of places) fill(filled, place, moved.get(pointer(place.path)));
  return {
    ...filled,
    confidence: places.length < attachments.length ? 0 : confidenceOf(filled.placements, mapping),
    issues: requestIssues(filled.payload, request, mapping),
  };
}

function confidenceOf(placements: readonly Placement[], { fields, text, likely }: Mapping): number {
  const ofText = text?.confidence ?? likely?.confidence ?? (fields === null ? 0 : withoutText);
  return Math.min(ofText, ...placements.map((placement) => placement.confidence));
}

interface Filled {
  payload: JsonObject;
  placements: Placement[];
}

/** Puts an attachment into a payload that nobody else has yet. */
function fill({ payload, placements }: Filled, place: AttachmentPlace, standsAt: string | undefined): void {
  const placed = (at: string) =>
    placements.push({
      pointer: at,
      source: "attachment",
      rule: place.rule,
      confidence: place.confidence,
    });
  if (standsAt !== undefined) {
    placed(standsAt);
    return;
  }
  const name = String(place.path[0]);
  const before = Object.hasOwn(payload, name) ? payload[name] : undefined;
  const list = Array.isArray(before) ? before : [];
  payload[name] = place.append ? [...list, place.attachment.url] : place.attachment.url;
  placed(pointer(place.append ? [name, list.length] : [name]));
}

/** The prompt at its field, as the proposal tells it. */
export function promptPlacement(text: { field: string; rule: string; confidence: number }): Placement {
  return { pointer: pointer([text.field]), source: "prompt", rule: text.rule, confidence: text.confidence };
}
