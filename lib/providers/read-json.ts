import type { Json } from "@/lib/contracts/json";
import { endOfString, rewritten } from "@/lib/contracts/json-parts";
import { parseJson } from "@/lib/contracts/json-text";
import { pointer } from "@/lib/core/json-pointer";

/** How much of a foreign JSON text is taken; what is beyond is left out, and said. */
export interface JsonBounds {
  /** Lists and objects within each other. */
  depth: number;
  /** Values in all. */
  values: number;
}

/** What was left out of a JSON value: null stands in its place. */
export interface LeftOut {
  /** RFC 6901. */
  pointer: string;
  why: string;
}

export interface ReadJson {
  value: Json;
  leftOut: LeftOut[];
}

/** Stands for a number that is none until it is left out; no text of JSON's own begins with U+0000 by chance. */
const noNumber = "\0not a number";
/** Brackets in each other beyond which a text is not even parsed: each costs the parser a microsecond or more. */
const deepest = 100_000;
/** Names of what was left out; more of them tell nobody anything. */
const mostNamed = 20;

/**
 * The JSON value that a text spells, or null when it spells none. `NaN` and `Infinity`, which Python writes, numbers
 * beyond all, and what is too deep or too much become null and are named. Linear in the text's length.
 */
export function readJson(text: string, bounds: JsonBounds): ReadJson | null {
  if (isTooDeep(text)) return null;
  const parsed = parse(text) ?? parse(withoutNoNumbers(text));
  return parsed && withinBounds(parsed, bounds);
}

function isTooDeep(text: string): boolean {
  if (text.length <= deepest) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x22) at = endOfString(text, at) - 1;
    else if (char === 0x5b || char === 0x7b) {
      depth += 1;
      if (depth > deepest) return true;
    } else if (char === 0x5d || char === 0x7d) depth -= 1;
  }
  return false;
}

function parse(text: string): { value: Json } | null {
  try {
    return { value: parseJson(text) };
  } catch {
    return null;
  }
}

/** The text with a marked string for each number that is none, outside of its strings. */
function withoutNoNumbers(text: string): string {
  return rewritten(text, {
    between: (part) => part.replace(/-?\b(?:NaN|Infinity)\b/g, '"\\u0000not a number"'),
  });
}

/** A list or an object on the way, and where it stands: paths are only spelt out when one is named. */
interface Place {
  holder: Json[] | { [key: string]: Json };
  key: string | number;
  above: Place | null;
}

/** The root's own place is the holder that was made for it; it has no name. */
function pointerTo(key: string | number, { key: above, above: next }: Place): string {
  const path = [String(key)];
  let name = above;
  for (let place = next; place !== null; place = place.above) {
    path.unshift(String(name));
    name = place.key;
  }
  return pointer(path.slice(1));
}

/** Goes through a fresh value level by level, so that what a big part costs is not paid by its neighbours. */
function withinBounds({ value }: { value: Json }, { depth, values }: JsonBounds): ReadJson {
  const leftOut: LeftOut[] = [];
  const root: { [key: string]: Json } = { root: value };
  let level: Place[] = [{ holder: root, key: "", above: null }];
  let seen = 0;

  /** Why a value is left out, or null. */
  function fault(inner: Json, deep: number): string | null {
    if (inner === noNumber || (typeof inner === "number" && !Number.isFinite(inner)))
      return "it is not a number that can be kept";
    if (typeof inner !== "object" || inner === null) return null;
    if (deep >= depth) return `it is nested deeper than ${depth} levels`;
    const size = Array.isArray(inner) ? inner.length : Object.keys(inner).length;
    if (seen + size > values) return `the answer has more than ${values} values with it`;
    seen += size;
    return null;
  }

  for (let deep = 0; level.length > 0; deep++) {
    const next: Place[] = [];
    for (const place of level) {
      const { holder } = place;
      const keys = Array.isArray(holder) ? holder.keys() : Object.keys(holder);
      for (const key of keys) {
        const inner = valueAt(holder, key);
        const why = fault(inner, deep);
        if (why !== null) {
          if (leftOut.length < mostNamed) leftOut.push({ pointer: pointerTo(key, place), why });
          put(holder, key, null);
        } else if (typeof inner === "object" && inner !== null)
          next.push({ holder: inner, key, above: place });
      }
    }
    level = next;
  }
  return { value: root.root ?? null, leftOut };
}

function valueAt(holder: Place["holder"], key: string | number): Json {
  return (Array.isArray(holder) ? holder[Number(key)] : holder[key]) ?? null;
}

/** `defineProperty` for what plain setting would not set: a key may be `__proto__`. */
function put(holder: Place["holder"], key: string | number, value: Json): void {
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}
