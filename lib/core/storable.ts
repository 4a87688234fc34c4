import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json } from "@/lib/contracts/json";
import type { Said } from "@/lib/contracts/said";
import { withEveryText } from "./every-text";

const replacement = "\uFFFD";

/** A text without what no database and no digest takes: U+0000 and halves of surrogate pairs become U+FFFD. */
export function storableText(text: string): string {
  return text.replace(/\0|\p{Surrogate}/gu, replacement);
}

/** The same for every text in a JSON value, keys included; all else stays as it is. */
export function storable(value: Json): Json {
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map(storable);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [storableText(key), storable(item)]));
}

/** The same for a sentence. */
export function storableSaid(sentence: Said): Said {
  return withEveryText(sentence, storableText);
}
