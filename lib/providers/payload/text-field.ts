import type { JsonObject } from "@/lib/contracts/json";
import { isUrl } from "./material-url";
import type { Field } from "./model-schema";
import { holdsData, isWritable, looksWritten, otherName, type TextPlace, textName } from "./text-words";

type Rule = (fields: readonly Field[], example: JsonObject) => TextPlace | null;

/** What model builders do, in the order it is asked; a guess at an optional field is not made here. */
const rules: readonly Rule[] = [
  (fields) => {
    const prompt = fields.find((field) => field.name === "prompt" && acceptsText(field));
    return prompt ? { field: prompt.name, rule: "the field named prompt", confidence: 1 } : null;
  },
  (fields) => {
    const choice = fields.find((field) => field.name === "prompt" && field.type === "string");
    // The check that follows names the choices there are, which says more than "no place" would.
    return choice ? { field: choice.name, rule: "the field named prompt, a choice", confidence: 0.3 } : null;
  },
  (fields, example) => {
    const first = fields.find((field) => field.required && isWritable(field, example));
    if (first === undefined) return null;
    const confidence = requiredConfidence(first.name, example[first.name]);
    return { field: first.name, rule: "the first required text field", confidence };
  },
];

/** Without a schema the example is all there is. */
const exampleRules: readonly ((example: JsonObject) => TextPlace | null)[] = [
  (example) =>
    typeof example.prompt === "string"
      ? { field: "prompt", rule: "the example's prompt", confidence: 0.95 }
      : null,
  (example) => {
    const field = Object.keys(example).find((key) => textName.test(key) && isText(example[key]));
    return field ? { field, rule: "the example's field named for text", confidence: 0.85 } : null;
  },
  (example) => {
    const written = Object.keys(example).filter((key) => isWrittenAt(key, example[key]));
    const field = written.find((key) => !resultName.test(key)) ?? written[0];
    return field ? { field, rule: "the example's first written text", confidence: 0.6 } : null;
  },
  (example) =>
    Object.keys(example).some((key) => promptedName.test(key))
      ? { field: "prompt", rule: "the usual name beside the example's settings", confidence: 0.6 }
      : null,
  (example) =>
    Object.keys(example).length === 0
      ? { field: "prompt", rule: "the usual name, for want of schema and example", confidence: 0.5 }
      : null,
];

/**
 * The field of a model that takes the prompt, or null when it surely has none. `fields` is
 * null when the model came without a schema.
 */
export function textFieldOf(fields: readonly Field[] | null, example: JsonObject): TextPlace | null {
  const found =
    fields === null ? exampleRules.map((rule) => rule(example)) : rules.map((rule) => rule(fields, example));
  return found.find((place) => place !== null) ?? null;
}

/** How sure it is that a required text is meant for the prompt: by its name, then by what the example wrote there. */
function requiredConfidence(name: string, written: unknown): number {
  if (textName.test(name)) return 0.98;
  if (otherName.test(name) || holdsData(written)) return 0.5;
  if (looksWritten(written)) return 0.92;
  return speaksOfText.test(name) ? 0.9 : 0.6;
}

/** Names that speak of text, whatever else they say. */
const speaksOfText = /prompt|text|caption|instruction|sentence|question/i;

function acceptsText(field: Field): boolean {
  return field.enumValues === null && (field.type === "string" || field.type === "any");
}

function isText(value: unknown): boolean {
  return typeof value === "string" && !isUrl(value) && !holdsData(value);
}

/** Settings of models that are told in words what to make. */
const promptedName = /^(negative_prompt|num_outputs|max_new_tokens)$/i;

/** Words for what comes out of other words: those come first. */
const resultName = /edited|target|translat|second|2$/i;

/** Two words may be a choice, such as "plain text", unless the field's name speaks of text. */
function isWrittenAt(name: string, value: unknown): boolean {
  if (otherName.test(name) || !looksWritten(value) || holdsData(value)) return false;
  return speaksOfText.test(name) || /\S\s+\S+\s+\S|\p{Lo}{4,}/u.test(String(value).slice(0, 400));
}
