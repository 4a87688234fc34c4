import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json } from "@/lib/contracts/json";

/** A shorter one is told whole. */
const longest = 1_000;

/** A value with every long file that stands in it as a `data:` address told by its type and size alone. */
export function withoutInlineFiles(value: Json): Json {
  if (typeof value === "string") return shortened(value);
  if (Array.isArray(value)) return value.map(withoutInlineFiles);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutInlineFiles(inner)]));
}

function shortened(text: string): string {
  if (text.length <= longest || !text.startsWith("data:")) return text;
  const head = text.slice(0, 200);
  const comma = head.indexOf(",");
  const type = head.slice(0, comma === -1 ? 5 : comma);
  return `${type},… (${text.length} characters)`;
}
