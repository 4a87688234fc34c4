import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { isUrl } from "./material-url";
import type { Field } from "./model-schema";
import {
  holdsData,
  isSure,
  isWritable,
  looksWritten,
  otherName,
  type TextPlace,
  textName,
} from "./text-words";

/** A field that may be for the prompt; `sure` when it may be filled without asking. */
export interface LikelyText extends TextPlace {
  sure: boolean;
  /** The prompt in the form the field takes: a text, a list of texts, or a conversation. */
  written: (prompt: string) => Json;
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
        !field.secret &&
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
    const named = fields.find(({ name, type }) => type === "array" && isConversation(name, example[name]));
    return named
      ? { field: named.name, rule: "a conversation, as the example has one", confidence: 0.85 }
      : null;
  },
  (fields, example) => {
    const named = fields.find(
      (field) =>
        isWritable(field, example) && textName.test(field.name) && textsIn(example[field.name]) !== null,
    );
    return named
      ? { field: named.name, rule: "a list of texts that is written as text", confidence: 0.85 }
      : null;
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
  const field = fields.find(({ name }) => name === place.field);
  const before = example[place.field];
  const written = (prompt: string): Json => {
    if (field !== undefined && isTextList(field)) return [prompt];
    if (isConversation(place.field, before)) return [...settingUp(before), { role: "user", content: prompt }];
    return textsIn(before) === null ? prompt : JSON.stringify([prompt]);
  };
  return { ...place, sure: isSure(place), written };
}

/** Entries like `{ "role": "user", "content": "…" }`. */
function isConversation(name: string, value: Json | undefined): value is JsonObject[] {
  return (
    /messages|conversation|chat|history/i.test(name) &&
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(
      (entry) => isJsonObject(entry) && typeof entry.role === "string" && typeof entry.content === "string",
    )
  );
}

/** What a conversation says about how to answer; what its example asked and was told is somebody else's. */
function settingUp(messages: readonly JsonObject[]): JsonObject[] {
  return messages.filter(({ role }) => role === "system" || role === "developer");
}

/** The texts of a JSON list that is written down as one text, or null where the value is none. */
function textsIn(value: Json | undefined): string[] | null {
  if (typeof value !== "string" || value.length > 100_000 || !holdsData(value)) return null;
  try {
    const list: unknown = JSON.parse(value);
    return Array.isArray(list) && list.length > 0 && list.every((entry) => typeof entry === "string")
      ? list
      : null;
  } catch {
    return null;
  }
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
