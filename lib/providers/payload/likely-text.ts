import type { JsonObject } from "@/lib/contracts/json";
import { isUrl } from "./material-url";
import type { Field } from "./model-schema";
import { holdsData, isWritable, looksWritten, otherName, type TextPlace, textName } from "./text-words";

/** From here on a guess is good enough to be made by itself; under it a person is asked. */
const sureEnough = 0.85;

/** A field that may be for the prompt; `sure` when it may be filled without asking. */
export interface LikelyText extends TextPlace {
  sure: boolean;
  /** True for a list of texts, which takes the prompt as its only entry. */
  list: boolean;
}

type Rule = (fields: readonly Field[], example: JsonObject) => TextPlace | null;

const rules: readonly Rule[] = [
  (fields, example) => {
    const named = fields.find((field) => isOpen(field, example) && textName.test(field.name));
    return named ? { field: named.name, rule: "an optional field named for text", confidence: 0.9 } : null;
  },
  (fields, example) => {
    const named = fields.find(
      (field) =>
        isOpen(field, example) &&
        /prompt|text|instruction|lyrics/i.test(field.name) &&
        !otherName.test(field.name),
    );
    if (named === undefined) return null;
    // Where the example wrote something it is what the model works on; else it may be an aside.
    const confidence = looksWritten(example[named.name]) ? 0.85 : 0.6;
    return { field: named.name, rule: "an optional field whose name speaks of text", confidence };
  },
  (fields, example) => {
    const named = fields.find(
      (field) =>
        field.type === "any" &&
        field.enumValues === null &&
        textName.test(field.name) &&
        !isUrl(example[field.name]),
    );
    if (named === undefined) return null;
    const confidence = typeof example[named.name] === "string" ? 0.85 : 0.7;
    return { field: named.name, rule: "a field named for text that takes more than text", confidence };
  },
  (fields) => {
    const named = fields.find((field) => isTextList(field) && textName.test(field.name));
    return named ? { field: named.name, rule: "a list named for text", confidence: 0.85 } : null;
  },
  (fields, example) => {
    const written = fields.filter(
      (field) => isOpen(field, example) && !otherName.test(field.name) && looksWritten(example[field.name]),
    );
    const only = written[0];
    return only && written.length === 1
      ? { field: only.name, rule: "the only field whose example is written text", confidence: 0.6 }
      : null;
  },
];

/**
 * The field of a model that is likeliest for the prompt, where no field surely is;
 * null when none looks like it. To be asked only when `textFieldOf` found nothing.
 */
export function likelyTextOf(fields: readonly Field[], example: JsonObject): LikelyText | null {
  const place = rules.map((rule) => rule(fields, example)).find((found) => found !== null);
  if (!place) return null;
  const list = fields.some((field) => field.name === place.field && isTextList(field));
  return { ...place, sure: place.confidence >= sureEnough, list };
}

/** Where the example wrote down data, plain words would not be read. */
function isOpen(field: Field, example: JsonObject): boolean {
  return isWritable(field, example) && !holdsData(example[field.name]);
}

/** A list for words of its own: neither it nor its entries are choices. */
function isTextList({ type, enumValues, items }: Field): boolean {
  return (
    type === "array" &&
    enumValues === null &&
    items?.type === "string" &&
    items.format === null &&
    items.enumValues === null
  );
}
