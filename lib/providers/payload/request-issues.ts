import type { Json, JsonObject } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
import { includesText } from "@/lib/core/includes-text";
import { pointer } from "@/lib/core/json-pointer";
import { sameJson } from "@/lib/core/same-json";
import type { PayloadRequest } from "../contract";
import type { AttachmentPlace } from "./attachment-places";
import { type Mapping, mappingOf } from "./mapping";
import { plainAddress, urlsIn } from "./material-url";
import type { Field } from "./model-schema";
import {
  attachmentNotUsed,
  attachmentWithoutField,
  emptiedField,
  promptHalfSure,
  promptNotUsed,
  promptWithoutField,
  unknownField,
} from "./placement-issues";
import { isSure } from "./text-words";

/**
 * What of a request does not reach the model with this payload, proposed or edited: a prompt or
 * an attachment that is not used, a required field left empty. Never throws.
 */
export function requestIssues(
  payload: JsonObject,
  request: PayloadRequest,
  mapping: Mapping = mappingOf(request),
): Issue[] {
  const { fields, slots, places } = mapping;
  const emptied = new Set(slots.map((slot) => String(slot.path[0])));
  const missing = (field: Field) =>
    field.required && emptied.has(field.name) && !Object.hasOwn(payload, field.name);
  return [
    ...promptIssues(payload, request, mapping),
    ...attachmentIssues(payload, request, mapping),
    ...places
      .filter((place) => isUnknown(place, fields) && Object.hasOwn(payload, String(place.path[0])))
      .map((place) => unknownField(String(place.path[0]), fields)),
    ...(fields ?? []).filter(missing).map(emptiedField),
  ];
}

function promptIssues(
  payload: JsonObject,
  { prompt, model }: PayloadRequest,
  { fields, text, likely }: Mapping,
): Issue[] {
  // A request without words leaves none unused.
  if (prompt === "") return [];
  const stands = (field: string) => {
    const value = Object.hasOwn(payload, field) ? payload[field] : undefined;
    return value !== undefined && value !== null && value !== "";
  };
  if (text !== null && stands(text.field))
    return isSure(text) || payload[text.field] !== prompt ? [] : [promptHalfSure(text)];
  if (text !== null && isSure(text)) return [promptNotUsed(text.field)];
  const quoted = JSON.stringify(prompt).slice(1, -1);
  const said = textsOf(payload).some(
    (value) => includesText(value, prompt) || (quoted !== prompt && includesText(value, quoted)),
  );
  // Other words than the example's were put there by somebody who knew why.
  const rewritten =
    likely !== null &&
    stands(likely.field) &&
    !sameJson(payload[likely.field] ?? null, model.exampleInput[likely.field] ?? null);
  if (said || rewritten) return [];
  return text === null ? [promptWithoutField(fields, likely)] : [promptNotUsed(text.field)];
}

function textsOf(value: Json): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

function attachmentIssues(
  payload: JsonObject,
  { attachments }: PayloadRequest,
  { fields, places }: Mapping,
): Issue[] {
  // The same address in other letters is the same file.
  const plain = (url: string) => plainAddress(url) ?? url;
  const there = urlsIn(payload).map(({ url }) => plain(url));
  return attachments.flatMap((attachment) => {
    const found = there.indexOf(plain(attachment.url));
    if (found !== -1) {
      // The same address twice must stand there twice.
      there.splice(found, 1);
      return [];
    }
    const place = places.find((candidate) => candidate.attachment === attachment);
    return place === undefined
      ? [attachmentWithoutField(attachment, fields)]
      : [attachmentNotUsed(attachment, pointer(place.path), String(place.path[0]))];
  });
}

function isUnknown(place: AttachmentPlace, fields: readonly Field[] | null): boolean {
  return (
    fields !== null &&
    place.attachment.field !== undefined &&
    !fields.some((field) => field.name === place.attachment.field)
  );
}
