import type { JsonObject } from "@/lib/contracts/json";
import type { PromptRule } from "@/lib/contracts/sentences/placement";
import { isUrl } from "./material-url";
import { type Field, isFreeText } from "./model-schema";

/** Where the prompt goes, which rule says so, and how sure it is. */
export interface TextPlace {
  field: string;
  rule: PromptRule;
  confidence: number;
}

/** Names under which models ask for the words they work on. */
export const textName =
  /^(my|user_?|text_?|main_?|input_?|positive_?)?(prompts?\d?|texts?|inputs?|query|queries|question|message|instructions?|caption|description|lyrics|transcript|sentences?|content|topic|title|html|tts_text|gen_text|user_message)(_?(text|input|a|1))?$/i;

/** Names that only look like text: what to avoid, how to behave, and how things are set up. */
export const otherName =
  /negative|system|template|suffix|prefix|separator|api_?key|token|secret|password|jwt|url|path|file|seed|colou?r|size|ratio|model|version|lang|voice|style|format|scheduler|sampler|stop|config|settings|json|payload|speaker|name$|_id$|^id$|reference|ref_|type$|^task|label|coordinates|date|time$/i;

/** From here on a place is sure enough to be taken without asking; under it a person is asked. */
const sureEnough = 0.85;

/** True where a place may be taken without asking. A field called `prompt` is what it says. */
export function isSure({ field, confidence }: Pick<TextPlace, "field" | "confidence">): boolean {
  return confidence >= sureEnough || field === "prompt";
}

/** A field for words of its own, no secret, whose example is no address. */
export function isWritable(field: Field, example: JsonObject): boolean {
  return isFreeText(field) && !field.secret && !isUrl(example[field.name]);
}

/** Words with spaces between them, or a script that does without: not a number, a name or a setting. */
export function looksWritten(value: unknown): boolean {
  if (typeof value !== "string") return false;
  // The beginning is enough, and the search would take for ever on a megabyte of spaces.
  const start = value.slice(0, 400);
  return !isUrl(start) && /\p{L}[^\p{L}]*\s[^\p{L}]*\p{L}|\p{Lo}{4,}/u.test(start);
}

/** Data written down as text, like `["one", "two"]`: what takes that takes no words of its own. */
export function holdsData(value: unknown): boolean {
  return typeof value === "string" && /^\s*[[{]\s*["'\d[{]/.test(value.slice(0, 400));
}
