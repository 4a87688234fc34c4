import type { PayloadRequest } from "../contract";
import { type AttachmentPlace, placeAttachments, type Slot, slotsOf } from "./attachment-places";
import { type LikelyText, likelyTextOf } from "./likely-text";
import { type Field, fieldsOf } from "./model-schema";
import { textFieldOf } from "./text-field";
import type { TextPlace } from "./text-words";

/** Where everything of a request belongs, by the model's schema and example together. */
export interface Mapping {
  /** Null when the model came without a schema. */
  fields: Field[] | null;
  /** The field that surely takes the prompt. */
  text: TextPlace | null;
  /** Where there is none: the optional field that may be meant for it. */
  likely: LikelyText | null;
  /** Where the example had material of its own. */
  slots: Slot[];
  places: AttachmentPlace[];
}

/** Looks for the places of a request's prompt and attachments. Pure; never throws. */
export function mappingOf({ attachments, model }: Omit<PayloadRequest, "prompt">): Mapping {
  const fields = fieldsOf(model);
  const text = textFieldOf(fields, model.exampleInput);
  const likely = text === null && fields !== null ? likelyTextOf(fields, model.exampleInput) : null;
  const slots = slotsOf(model.exampleInput, fields);
  const places = placeAttachments(attachments, slots, fields, text?.field ?? likely?.field ?? null);
  return { fields, text, likely, slots, places };
}
