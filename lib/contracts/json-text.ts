import { eachInside } from "./each-inside";
import type { Json } from "./json";
import { rewritten } from "./json-parts";

/**
 * What of a JSON text may hold a number that `JSON.parse` changes: many digits in a row, or a large exponent, where a
 * number may begin. Digests and identifiers have both, in the middle of their texts.
 */
const suspicious = /(?:^|[[,:\s])-?(?:[\d.]{16}|\d[\d.]{0,14}[eE][+-]?\d{3})/;

/** The numbers among those, outside of strings. */
const suspiciousNumber = /-?[\d.]{1,15}[eE][+-]?\d{3,}|-?\d[\d.eE+-]{15,}/g;

/**
 * The value a JSON text spells, its integers exactly: one whose digits a double would not give back becomes a BigInt.
 * Fractions and exponents are doubles, as everywhere. What no double can hold (`1e400`, `1e-400`) becomes `NaN`, for
 * whoever reads from outside to refuse at its place. Linear in the text's length, however deep it is nested.
 * @throws SyntaxError when the text is no JSON
 */
export function parseJson(text: string): Json {
  const value: Json = JSON.parse(text);
  return suspicious.test(text) ? restored(JSON.parse(marked(text))) : value;
}

/**
 * A value as JSON text, BigInts in full; all else as `JSON.stringify` writes it.
 * @param indent so many blanks before each level; none writes it all on one line
 */
export function printJson(value: unknown, indent = 0): string {
  try {
    return JSON.stringify(value, null, indent);
  } catch (error) {
    // What `JSON.stringify` writes needs no look at each value before; it refuses a BigInt.
    if (!holdsBigInt(value)) throw error;
    return withoutMarks(JSON.stringify(value, (_, inner: unknown) => markOf(inner), indent));
  }
}

/** The JSON text of a value that was marked, its numbers in full. */
function withoutMarks(text: string): string {
  return rewritten(text, {
    value: (literal) => {
      if (!literal.startsWith(markInText)) return literal;
      const rest = literal.slice(markInText.length);
      return rest.startsWith("\\u0000") ? `"${rest}` : rest.slice(0, -1);
    },
  });
}

/** The same value with the nearest double for each BigInt, for what reckons with doubles only. */
export function withDoubles(value: Json): Json {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(withDoubles);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withDoubles(inner)]));
}

/** True when there is a BigInt anywhere in a value. */
export function holdsBigInt(value: unknown): boolean {
  return someWithin(value, (one) => typeof one === "bigint");
}

/** True when a value, or anything in it, passes a test. */
export function someWithin(value: unknown, test: (one: unknown) => boolean): boolean {
  let found = test(value);
  const open: unknown[] = [value];
  while (open.length > 0 && !found) {
    eachInside(open.pop(), (inner) => {
      found ||= test(inner);
      if (typeof inner === "object" && inner !== null) open.push(inner);
    });
  }
  return found;
}

/** A whole number as `parseJson` gives it: a BigInt only where a double would not give its digits back. */
export function wholeNumber(exact: bigint): number | bigint {
  const number = Number(exact);
  return String(number) === String(exact) ? number : exact;
}

/** The number somebody wrote, its digits kept; undefined where it is none, or none that can be kept. */
export function numberIn(text: string): number | bigint | undefined {
  const number = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(number) || isUnderflow(number, text)) return undefined;
  return /^\s*[+-]?\d+\s*$/.test(text) ? wholeNumber(BigInt(text)) : number;
}

/** True for a number as JSON has them, a BigInt included. */
export function isNumber(value: unknown): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

/** Stands before the digits of a number in a string of its own. JSON can write it in one way only. */
const mark = "\0";
const markInText = '"\\u0000';

/** A string that begins like a mark gets one more, so that it is not taken for one. */
function markOf<Value>(value: Value): Value | string {
  if (typeof value === "bigint") return `${mark}${value}`;
  return typeof value === "string" && value.startsWith(mark) ? `${mark}${value}` : value;
}

function marked(text: string): string {
  return rewritten(text, {
    value: (literal) => (literal.startsWith(markInText) ? `${markInText}${literal.slice(1)}` : literal),
    between: (part) =>
      part.replace(suspiciousNumber, (literal) => (isKept(literal) ? literal : `${markInText}${literal}"`)),
  });
}

/** True where `JSON.parse` reads a number as it is written. */
function isKept(literal: string): boolean {
  const number = Number(literal);
  if (/^-?\d+$/.test(literal)) return String(number) === literal;
  return Number.isFinite(number) && !isUnderflow(number, literal);
}

/** True where a number that is not zero came out as zero. */
function isUnderflow(number: number, written: string): boolean {
  return number === 0 && /^[^eE]*[1-9]/.test(written);
}

function numberOf(literal: string): number | bigint {
  // A digit too many for any double is one too many for all that reckon with it.
  return /^-?\d+$/.test(literal) && Number.isFinite(Number(literal)) ? BigInt(literal) : Number.NaN;
}

type Holder = Json[] | { [key: string]: Json };

/** Numbers for marks, in place: the value is fresh from the parser. */
function restored(value: Json): Json {
  const root: Json[] = [value];
  const open: Holder[] = [root];
  for (let holder = open.pop(); holder !== undefined; holder = open.pop()) {
    for (const [key, inner] of entriesOf(holder)) {
      if (typeof inner === "object" && inner !== null) open.push(inner);
      else if (typeof inner === "string" && inner.startsWith(mark)) {
        const rest = inner.slice(mark.length);
        put(holder, key, rest.startsWith(mark) ? rest : numberOf(rest));
      }
    }
  }
  return root[0] ?? null;
}

function entriesOf(holder: Holder): Iterable<[string | number, Json]> {
  return Array.isArray(holder) ? holder.entries() : Object.entries(holder);
}

/** `defineProperty` for what plain setting would not set: a key may be `__proto__`. */
function put(holder: Holder, key: string | number, value: Json): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}
