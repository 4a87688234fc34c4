import { eachInside } from "@/lib/contracts/each-inside";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json } from "@/lib/contracts/json";

/**
 * How many values a document has, itself included; counting ends once there are more than `most`.
 * @param holders takes the lists and objects among them
 */
export function nodesUpTo(value: unknown, most: number, holders: unknown[] = []): number {
  const open: unknown[] = [value];
  let nodes = 1;
  while (open.length > 0 && nodes <= most) {
    const holder = open.pop();
    holders.push(holder);
    eachInside(holder, (inner) => {
      nodes++;
      if (typeof inner === "object" && inner !== null) open.push(inner);
    });
  }
  return Math.min(nodes, most + 1);
}

/** True when both are the same JSON, whatever the order of their keys; nothing is the same as nothing. Linear in their size. */
export function sameJson(one: Json | undefined, other: Json | undefined): boolean {
  let same = true;
  const open: [unknown, unknown][] = [[one, other]];
  for (let pair = open.pop(); same && pair !== undefined; pair = open.pop()) {
    const [left, right] = pair;
    if (left === right) continue;
    same = areAlike(left, right);
    if (!same) break;
    eachInside(left, (inner, name) => {
      // A key that is not there is not the same as one that says nothing.
      if (!has(right, name)) same = false;
      else if (typeof inner === "object" && inner !== null) open.push([inner, right[name]]);
      else same &&= inner === right[name];
    });
  }
  return same;
}

/** True for two lists of one length, and for two objects of so many keys. */
function areAlike(left: unknown, right: unknown): boolean {
  if (Array.isArray(left)) return Array.isArray(right) && left.length === right.length;
  return isJsonObject(left) && isJsonObject(right) && Object.keys(left).length === Object.keys(right).length;
}

function has(value: unknown, name: string | number): value is Record<string | number, unknown> {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name);
}

/**
 * Values by a number: equal values have the same one, whatever the order of their keys. They are numbered from the
 * bottom up, so that each is looked at once.
 */
export function likenessOf(): { of(value: Json): number } {
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
  return { of };
}
