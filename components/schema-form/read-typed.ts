import type { Text } from "@/components/text/en";
import type { Json } from "@/lib/contracts/json";
import { partsOf } from "@/lib/contracts/json-parts";
import { parseJson } from "@/lib/contracts/json-text";
import { pointer } from "@/lib/core/json-pointer";

/** What somebody typed: a value, nothing at all, or why it cannot be taken, in one sentence. */
export type Typed = { value: Json | undefined } | { problem: string };

/** The value a typed text spells; blanks spell none. */
export function readTyped(typed: string, says: Text["edit"]): Typed {
  if (typed.trim() === "") return { value: undefined };
  let value: Json;
  try {
    value = parseJson(typed);
  } catch (error) {
    return { problem: says.invalidJson(error instanceof Error ? error.message : String(error)) };
  }
  const again = keyTwice(typed);
  if (again) return { problem: says.keyTwice(again.key, again.line, again.column) };
  const place = unkept(value, []);
  return place === null ? { value } : { problem: says.unkeptNumber(pointer(place)) };
}

/** The first key that its object has already: of two values one would be lost. */
function keyTwice(json: string): { key: string; line: number; column: number } | null {
  const open: Set<string>[] = [];
  for (const { kind, text, at } of partsOf(json)) {
    if (kind === "between") follow(text, open);
    if (kind !== "key") continue;
    const key: string = JSON.parse(text);
    const keys = open.at(-1);
    if (keys?.has(key)) {
      const lines = json.slice(0, at).split("\n");
      return { key, line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
    }
    keys?.add(key);
  }
  return null;
}

/** The keys of the objects one is inside of, after what stands between two strings. */
function follow(text: string, open: Set<string>[]): void {
  for (const char of text) {
    if (char === "{") open.push(new Set());
    else if (char === "}") open.pop();
  }
}

/** The way to the first number that no text spells any more. */
function unkept(value: Json, path: readonly (string | number)[]): readonly (string | number)[] | null {
  if (typeof value === "number") return Number.isFinite(value) ? null : path;
  if (typeof value !== "object" || value === null) return null;
  const inside = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  for (const [key, inner] of inside) {
    const found = unkept(inner, [...path, key]);
    if (found !== null) return found;
  }
  return null;
}
