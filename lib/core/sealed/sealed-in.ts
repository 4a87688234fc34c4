import { eachInside } from "@/lib/contracts/each-inside";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import { isSealed } from "@/lib/contracts/is-sealed";
import type { Sealed } from "@/lib/contracts/sealed";
import { pointer } from "../json-pointer";

/** A sealed value and where in its document it stands. */
export interface PlacedSeal {
  /** RFC 6901. */
  pointer: string;
  /** The first name on the way, or the empty text at the root. */
  field: string;
  sealed: Sealed;
}

interface Place {
  value: unknown;
  name: string | number | null;
  above: Place | null;
}

/** All sealed values of a document with their places, in its order. Linear in its size. */
export function sealedIn(document: unknown): PlacedSeal[] {
  return placedIn(document, isSealed).map(({ value: sealed, ...place }) => ({ ...place, sealed }));
}

/** All values of a kind in a document with their places, in its order; into one of them is not looked. */
export function placedIn<Value>(
  document: unknown,
  is: (value: unknown) => value is Value,
): (Omit<PlacedSeal, "sealed"> & { value: Value })[] {
  const found: (Omit<PlacedSeal, "sealed"> & { value: Value })[] = [];
  const open: Place[] = [{ value: document, name: null, above: null }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { value } = place;
    if (is(value)) {
      const path = pathOf(place);
      found.push({ pointer: pointer(path), field: String(path[0] ?? ""), value });
      continue;
    }
    const inside: Place[] = [];
    eachInside(value, (inner, name) => {
      if (typeof inner === "object" && inner !== null) inside.push({ value: inner, name, above: place });
    });
    // Backwards, so that what comes first is taken first.
    for (const one of inside.reverse()) open.push(one);
  }
  return found;
}

function pathOf(place: Place): (string | number)[] {
  const path: (string | number)[] = [];
  for (let one: Place | null = place; one?.name != null; one = one.above) path.unshift(one.name);
  return path;
}

/**
 * A copy of a document with some of its values replaced: by what `replace` gives, where that is not undefined.
 * Guarantee: callers put in only what the document's type allows there, or take it back before anybody else looks.
 */
export function replaceIn<Value>(document: Value, replace: (value: unknown) => unknown): Value {
  const copy = (value: unknown): unknown => {
    const replaced = replace(value);
    if (replaced !== undefined) return replaced;
    if (Array.isArray(value)) return value.map(copy);
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copy(inner)]));
  };
  return copy(document) as Value;
}
