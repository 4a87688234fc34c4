import type { JsonObject } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
import { pointer } from "@/lib/core/json-pointer";
import type { PayloadProposal, PayloadRequest, Placement } from "../contract";
import { type AttachmentPlace, placeAttachments, slotsOf } from "./attachment-places";
import { type Field, fieldsOf } from "./model-schema";
import { attachmentWithoutField, emptiedField, promptWithoutField, unknownField } from "./placement-issues";
import { refillExample } from "./refill-example";
import { textFieldOf } from "./text-field";

/**
 * The payload for a request: the model's example with the prompt and the attachments in
 * their places and none of the example's own material left. What finds no place, and
 * what a required field lacks thereby, is an error issue. Pure; never throws.
 */
export function createPayload({ prompt, attachments, model }: PayloadRequest): PayloadProposal {
  const fields = fieldsOf(model);
  const text = textFieldOf(fields, model.exampleInput);
  const slots = slotsOf(model.exampleInput, fields);
  const places = placeAttachments(attachments, slots, fields, text?.field ?? null);

  const standing = new Map(
    places.filter((place) => !place.append).map((place) => [pointer(place.path), place.attachment.url]),
  );
  const slotPointers = new Set(slots.map((slot) => pointer(slot.path)));
  const { payload: refilled, moved } = refillExample(model.exampleInput, slotPointers, standing);
  const withText = text === null ? refilled : { ...refilled, [text.field]: prompt };
  const filled = places.reduce((sum, place) => fill(sum, place, moved.get(pointer(place.path))), {
    payload: withText,
    placements: text === null ? [] : [promptPlacement(text)],
  });

  const unplaced = attachments.filter(
    (attachment) => !places.some((place) => place.attachment === attachment),
  );
  const emptied = new Set(slots.map((slot) => String(slot.path[0])));
  const issues: Issue[] = [
    ...(text === null ? [promptWithoutField(fields)] : []),
    ...unplaced.map((attachment) => attachmentWithoutField(attachment, fields)),
    ...places
      .filter((place) => isUnknown(place, fields))
      .map((place) => unknownField(String(place.path[0]), fields)),
    ...(fields ?? [])
      .filter(
        (field) => field.required && emptied.has(field.name) && !Object.hasOwn(filled.payload, field.name),
      )
      .map(emptiedField),
  ];
  const confidences = filled.placements.map((placement) => placement.confidence);
  return {
    ...filled,
    confidence: text !== null && unplaced.length === 0 ? Math.min(...confidences) : 0,
    issues,
  };
}

interface Filled {
  payload: JsonObject;
  placements: Placement[];
}

function fill({ payload, placements }: Filled, place: AttachmentPlace, standsAt: string | undefined): Filled {
  const placed = (at: string): Placement => ({
    pointer: at,
    source: "attachment",
    rule: place.rule,
    confidence: place.confidence,
  });
  if (standsAt !== undefined) return { payload, placements: [...placements, placed(standsAt)] };
  const name = String(place.path[0]);
  const before = Object.hasOwn(payload, name) ? payload[name] : undefined;
  const list = Array.isArray(before) ? before : [];
  const value = place.append ? [...list, place.attachment.url] : place.attachment.url;
  const path = place.append ? [name, list.length] : [name];
  return { payload: { ...payload, [name]: value }, placements: [...placements, placed(pointer(path))] };
}

function promptPlacement(text: { field: string; rule: string; confidence: number }): Placement {
  return { pointer: pointer([text.field]), source: "prompt", rule: text.rule, confidence: text.confidence };
}

function isUnknown(place: AttachmentPlace, fields: readonly Field[] | null): boolean {
  return (
    fields !== null &&
    place.attachment.field !== undefined &&
    !fields.some((field) => field.name === place.attachment.field)
  );
}
