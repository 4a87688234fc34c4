import type { Json } from "@/lib/contracts/json";
import { isNumber } from "@/lib/contracts/json-text";
import type { Sealed } from "@/lib/contracts/sealed";
import { canonicalJson } from "../digest";
import type { Secret } from "./seal-key";
import { replaceIn } from "./sealed-in";
import { dots, secretAddress } from "./secret-address";

/** Shorter ones are in every text; they are taken out where they are all of it. */
const shortest = 4;

/** An end of a text is cut off in the middle of a secret when it has so many of its first characters. */
const shortestCut = 6;

/** A secret that is at hand, with its sealed form. */
export interface OpenSecret extends Secret {
  sealed: Sealed;
}

/** Takes secrets out of what comes back from whoever was given them. */
export interface Scrub {
  /** A sentence, which may end in the middle of a secret. */
  text(sentence: string): string;
  /** A copy of a document with what may be shown in place of secrets, in its keys, too. */
  shown<Value>(document: Value): Value;
  /** A copy with sealed forms in place of values that are secrets; nothing else is touched. */
  sealed<Value>(document: Value): Value;
}

/**
 * Finds secrets as they are, as JSON and as addresses spell them. What was spelled otherwise is not found: an echo in
 * Base64 or in another case stays.
 */
export function scrubOf(secrets: readonly OpenSecret[]): Scrub {
  const shownOf = new Map(secrets.flatMap(needlesOf).toSorted(([one], [other]) => other.length - one.length));
  const whole = new Map(secrets.map((secret) => [canonicalJson(secret.value), secret.sealed]));
  const long = [...shownOf.keys()].filter(({ length }) => length >= shortest);
  const replacing = (needles: readonly string[]) => {
    const anywhere = needles.length === 0 ? null : new RegExp(needles.map(escaped).join("|"), "g");
    return (text: string) =>
      shownOf.get(text) ??
      (anywhere === null ? text : text.replaceAll(anywhere, (found) => shownOf.get(found) ?? dots));
  };
  const numbers = new Map(
    secrets.flatMap(({ value, sealed }) =>
      numbersOf(value)
        .map(String)
        .filter(({ length }) => length >= shortest)
        .map((digits) => [digits, sealed.shown] as const),
    ),
  );
  return {
    text: (sentence) => withoutCutEnd(replacing(long)(sentence), long),
    shown(document) {
      // One quick look for each: hardly any answer repeats a secret, and a long one is not searched value by value.
      const all = textsIn(document).join("\0");
      const replace = replacing(long.filter((needle) => all.includes(needle)));
      return replaceScalars(document, replace, (number) => numbers.get(String(number)) ?? number);
    },
    sealed: (document) =>
      replaceIn(document, (value) => (isScalar(value) ? whole.get(canonicalJson(value)) : undefined)),
  };
}

function needlesOf({ value, sealed }: OpenSecret): [string, string][] {
  const texts = textsOf(value);
  const parts = texts
    .flatMap((one) => secretAddress(one)?.parts ?? [])
    .filter(({ length }) => length >= shortest);
  return [
    ...texts.flatMap(spellings).map((one): [string, string] => [one, sealed.shown]),
    ...parts.flatMap(spellings).map((one): [string, string] => [one, dots]),
  ];
}

function textsOf(value: Json): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(textsOf);
  return typeof value === "boolean" || value === null ? [] : [String(value)];
}

function numbersOf(value: Json): (number | bigint)[] {
  if (isNumber(value)) return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersOf) : [];
}

function spellings(text: string): string[] {
  const all = [text, text.trim(), JSON.stringify(text).slice(1, -1), uriSpelling(text)];
  return [...new Set(all)].filter((one) => one !== "");
}

/** Half a character has no spelling in an address. */
function uriSpelling(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A sentence without the beginning of a secret that it was cut off in. */
function withoutCutEnd(sentence: string, needles: readonly string[]): string {
  for (const needle of needles) {
    const head = needle.slice(0, shortestCut);
    const first = Math.max(0, sentence.length - needle.length);
    for (let at = sentence.indexOf(head, first); at !== -1; at = sentence.indexOf(head, at + 1))
      if (needle.startsWith(sentence.slice(at))) return sentence.slice(0, at) + dots;
  }
  return sentence;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}

function isScalar(value: unknown): value is string | number | bigint {
  return typeof value === "string" || isNumber(value);
}

function textsIn(document: unknown): string[] {
  const [texts, open]: [string[], unknown[]] = [[], [document]];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === "string") texts.push(value);
    if (typeof value !== "object" || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      if (!Array.isArray(value)) texts.push(key);
      if (inner !== undefined) open.push(inner);
    }
  }
  return texts;
}

/** A copy of a document with all its texts, keys included, and its numbers replaced. */
function replaceScalars<Value>(
  document: Value,
  replace: (text: string) => string,
  replaceNumber: (number: number | bigint) => unknown,
): Value {
  const copy = (value: unknown): unknown => {
    if (typeof value === "string") return replace(value);
    if (isNumber(value)) return replaceNumber(value);
    if (Array.isArray(value)) return value.map(copy);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [replace(key), copy(inner)]));
  };
  return copy(document) as Value;
}
