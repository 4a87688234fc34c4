import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json } from "@/lib/contracts/json";

type Part = string | number;

/** One part of a pointer as RFC 6901 writes it: `~` is `~0`, `/` is `~1`. */
function escapePart(part: Part): string {
  if (typeof part === "number") return String(part);
  return part.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The reverse of `escapePart`. */
function unescapePart(part: string): string {
  // `~1` first, or `~01` would become `/`.
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** The RFC 6901 pointer to a path of keys and indexes; no parts point to the whole document. */
export function pointer(parts: readonly Part[]): string {
  let text = "";
  for (const part of parts) text += `/${escapePart(part)}`;
  return text;
}

/** The parts of a pointer. Throws a `RangeError` when it is neither empty nor starts with `/`. */
export function partsOf(text: string): string[] {
  if (text === "") return [];
  if (!text.startsWith("/")) throw new RangeError(`A JSON pointer starts with "/"; this one is "${text}".`);
  return text.slice(1).split("/").map(unescapePart);
}

/** The value a pointer names, or undefined when there is none. */
export function at(document: Json, text: string): Json | undefined {
  let value: Json | undefined = document;
  for (const part of partsOf(text)) {
    if (Array.isArray(value)) value = /^(0|[1-9]\d*)$/.test(part) ? value[Number(part)] : undefined;
    else if (isJsonObject(value) && Object.hasOwn(value, part)) value = value[part];
    else return undefined;
  }
  return value;
}

/**
 * A copy of the document with `value` at the pointer; objects take a new key, lists
 * an index up to their length. Throws a `RangeError` when the way there does not exist.
 */
export function setAt(document: Json, text: string, value: Json): Json {
  return rewrite(document, partsOf(text), text, value);
}

/**
 * Puts a value where the pointer names one already, in the document itself: many into one document take one walk each.
 * Throws a `RangeError` when there is none.
 */
export function putAt(document: Json, text: string, value: Json): void {
  const parts = partsOf(text);
  const last = parts.pop();
  const parent = at(document, pointer(parts));
  if (last !== undefined && Array.isArray(parent) && at(parent, pointer([last])) !== undefined) {
    parent[Number(last)] = value;
  } else if (last !== undefined && isJsonObject(parent) && Object.hasOwn(parent, last)) {
    parent[last] = value;
  } else throw new RangeError(`There is no ${text} in the document.`);
}

/** A copy of the document without what the pointer names; the same document when it names nothing. */
export function removeAt(document: Json, text: string): Json {
  return text === "" || at(document, text) === undefined
    ? document
    : rewrite(document, partsOf(text), text, undefined);
}

function rewrite(document: Json, parts: string[], text: string, value: Json | undefined): Json {
  const [part, ...rest] = parts;
  if (part === undefined) return value ?? null;
  const last = rest.length === 0;
  if (Array.isArray(document)) {
    const index = Number(part);
    const known = /^(0|[1-9]\d*)$/.test(part) && index < document.length + (last ? 1 : 0);
    if (!known) throw new RangeError(`There is no ${text} in the document.`);
    if (last && value === undefined) return document.toSpliced(index, 1);
    return document.toSpliced(
      index,
      1,
      last ? (value ?? null) : rewrite(document[index] ?? null, rest, text, value),
    );
  }
  if (!isJsonObject(document) || (!last && !Object.hasOwn(document, part))) {
    throw new RangeError(`There is no ${text} in the document.`);
  }
  if (last && value === undefined) {
    const { [part]: _, ...left } = document;
    return left;
  }
  // A computed key makes an own property even of `__proto__`.
  return { ...document, [part]: last ? (value ?? null) : rewrite(document[part] ?? null, rest, text, value) };
}
