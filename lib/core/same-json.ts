import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json } from "@/lib/contracts/json";

/** How many values a document has, itself included; counting ends once there are more than `most`. */
export function nodesUpTo(value: Json, most: number): number {
  const open: Json[] = [value];
  let nodes = 0;
  while (open.length > 0) {
    const one = open.pop();
    nodes++;
    if (typeof one !== "object" || one === null) continue;
    const inside = Array.isArray(one) ? one : Object.values(one);
    if (nodes + open.length + inside.length > most) return most + 1;
    for (const child of inside) open.push(child);
  }
  return nodes;
}

/** True when both are the same JSON, whatever the order of their keys; nothing is the same as nothing. Linear in their size. */
export function sameJson(one: Json | undefined, other: Json | undefined): boolean {
  const open: [Json | undefined, Json | undefined][] = [[one, other]];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const [left, right] = pair;
    if (left === right) continue;
    if (Array.isArray(left)) {
      if (!Array.isArray(right) || left.length !== right.length) return false;
      for (const [index, entry] of left.entries()) open.push([entry, right[index] ?? null]);
    } else if (isJsonObject(left)) {
      if (!isJsonObject(right)) return false;
      const entries = Object.entries(left);
      if (entries.length !== Object.keys(right).length) return false;
      for (const [key, entry] of entries) {
        if (!Object.hasOwn(right, key)) return false;
        open.push([entry, right[key] ?? null]);
      }
    } else return false;
  }
  return true;
}

/** Values by a number: equal values have the same one, whatever the order of their keys. */
export interface Likeness {
  of(value: Json): number;
  /** True where `of` has been there: telling again costs nothing. */
  knows(value: Json): boolean;
}

/** Numbers what it is asked about from the bottom up, so that each value is looked at once. */
export function likenessOf(): Likeness {
  const numbers = new Map<string, number>();
  const known = new Map<object, number>();
  const number = (key: string) => {
    const found = numbers.get(key) ?? numbers.size;
    numbers.set(key, found);
    return found;
  };
  const of = (value: Json): number => {
    // `-0` and `0` are the same number in JSON's canonical text.
    if (typeof value !== "object" || value === null)
      return number(typeof value === "string" ? `"${value}` : String(value));
    const before = known.get(value);
    if (before !== undefined) return before;
    const key = Array.isArray(value)
      ? `[${value.map(of).join(",")}`
      : `{${Object.keys(value)
          .toSorted()
          .map((name) => `${of(name)}:${of(value[name] ?? null)}`)
          .join(",")}`;
    const found = number(key);
    known.set(value, found);
    return found;
  };
  return { of, knows: (value) => typeof value !== "object" || value === null || known.has(value) };
}
