import type { JsonObject } from "@/lib/contracts/json";
import { isUrl } from "./material-url";
import { type Field, isFreeText } from "./model-schema";

/** Where the prompt goes, which rule says so, and how sure it is. */
export interface TextPlace {
  field: string;
  rule: string;
  confidence: number;
}

type Rule = (fields: readonly Field[], example: JsonObject) => TextPlace | null;

/** Names under which models ask for the words they work on. */
const textName =
  /^(my|user_?|text_?|main_?|input_?|positive_?)?(prompts?\d?|texts?|inputs?|query|queries|question|message|instructions?|caption|description|lyrics|transcript|sentences?|content|topic|title|html|topic|tts_text|gen_text|user_message)(_?(text|input|a|1))?$/i;
/** Names that only look like text: what to avoid, how to behave, and how things are set up. */
const otherName =
  /negative|system|template|suffix|prefix|separator|api_?key|token|secret|password|jwt|url|path|file|seed|colou?r|size|ratio|model|version|lang|voice|style|format|scheduler|sampler|stop|config|settings|json|payload|speaker|name$|_id$|^id$|reference|ref_/i;

/**
 * The rules in the order they are asked. The first two follow what model builders do;
 * the others guess, and say so with their confidence.
 */
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
    const confidence = textName.test(first.name)
      ? 0.98
      : otherName.test(first.name)
        ? 0.5
        : looksWritten(example[first.name])
          ? 0.92
          : 0.6;
    return { field: first.name, rule: "the first required text field", confidence };
  },
  (fields, example) => {
    const known = fields.some((field) => field.name === "prompt");
    return !known && typeof example.prompt === "string"
      ? { field: "prompt", rule: "the example's prompt, which the schema does not name", confidence: 0.6 }
      : null;
  },
  (fields, example) => {
    const named = fields.find((field) => isWritable(field, example) && textName.test(field.name));
    return named ? { field: named.name, rule: "an optional field named for text", confidence: 0.9 } : null;
  },
  (fields, example) => {
    const named = fields.find(
      (field) =>
        isWritable(field, example) &&
        /prompt|text|instruction|lyrics/i.test(field.name) &&
        !otherName.test(field.name),
    );
    return named
      ? { field: named.name, rule: "an optional field whose name speaks of text", confidence: 0.75 }
      : null;
  },
  (fields, example) => {
    const named = fields.find(
      (field) =>
        field.type === "any" &&
        field.enumValues === null &&
        textName.test(field.name) &&
        !isUrl(example[field.name]),
    );
    return named
      ? { field: named.name, rule: "a field named for text that takes more than text", confidence: 0.7 }
      : null;
  },
  (fields, example) => {
    const written = fields.filter(
      (field) =>
        isWritable(field, example) && !otherName.test(field.name) && looksWritten(example[field.name]),
    );
    const only = written[0];
    return only && written.length === 1
      ? { field: only.name, rule: "the only field whose example is written text", confidence: 0.6 }
      : null;
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
    const field = Object.keys(example).find((key) => !otherName.test(key) && looksWritten(example[key]));
    return field ? { field, rule: "the example's first written text", confidence: 0.6 } : null;
  },
  (example) =>
    Object.keys(example).length === 0
      ? { field: "prompt", rule: "the usual name, for want of schema and example", confidence: 0.5 }
      : null,
];

/**
 * The field of a model that takes the prompt, or null when it has none. `fields` is
 * null when the model came without a schema.
 */
export function textFieldOf(fields: readonly Field[] | null, example: JsonObject): TextPlace | null {
  const found =
    fields === null ? exampleRules.map((rule) => rule(example)) : rules.map((rule) => rule(fields, example));
  return found.find((place) => place !== null) ?? null;
}

function acceptsText(field: Field): boolean {
  return field.enumValues === null && (field.type === "string" || field.type === "any");
}

function isWritable(field: Field, example: JsonObject): boolean {
  return isFreeText(field) && !isUrl(example[field.name]);
}

function isText(value: unknown): boolean {
  return typeof value === "string" && !isUrl(value);
}

/** Words with spaces between them, or a script that does without: not a number, a name or a setting. */
function looksWritten(value: unknown): boolean {
  if (typeof value !== "string") return false;
  // The beginning is enough, and the search would take for ever on a megabyte of spaces.
  const start = value.slice(0, 400);
  return !isUrl(start) && /\p{L}[^\p{L}]*\s[^\p{L}]*\p{L}|\p{Lo}{4,}/u.test(start);
}
