import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { pointer } from "@/lib/core/json-pointer";
import { type PointerTrie, pointerTrie, under } from "@/lib/core/pointer-trie";

interface Refilled {
  payload: JsonObject;
  /** Where each replaced place came to lie: lists close up when an entry before it is gone. */
  moved: Map<string, string>;
}

/**
 * The example with every place in `places` either filled from `fillings` or gone; a
 * list or an object that is emptied thereby goes as well.
 */
export function refillExample(
  example: JsonObject,
  places: ReadonlySet<string>,
  fillings: ReadonlyMap<string, string>,
): Refilled {
  const moved = new Map<string, string>();

  function refill(value: Json, from: string, to: string, here: PointerTrie | undefined): Json | undefined {
    // Most of a long list has no place in it, and most examples have none at all.
    if (here === undefined || (!here.named && here.inside.size === 0)) return value;
    if (here.named) {
      if (fillings.has(from)) moved.set(from, to);
      return fillings.get(from);
    }
    if (Array.isArray(value)) return refillList(value, from, to, here);
    if (isJsonObject(value)) return refillObject(value, from, to, here);
    return value;
  }

  function refillList(list: Json[], from: string, to: string, here: PointerTrie): Json[] | undefined {
    const kept: Json[] = [];
    for (const [index, entry] of list.entries()) {
      const value = refill(entry, `${from}/${index}`, `${to}/${kept.length}`, under(here, index));
      if (value !== undefined) kept.push(value);
    }
    return kept.length === 0 && list.length > 0 ? undefined : kept;
  }

  function refillObject(
    object: JsonObject,
    from: string,
    to: string,
    here: PointerTrie,
  ): JsonObject | undefined {
    const keys = Object.keys(object);
    const kept: [string, Json][] = [];
    for (const key of keys) {
      const inside = under(here, key);
      const entry = object[key] ?? null;
      const value = inside && refill(entry, from + pointer([key]), to + pointer([key]), inside);
      if (!inside || value !== undefined) kept.push([key, value ?? entry]);
    }
    return kept.length === 0 && keys.length > 0 ? undefined : Object.fromEntries(kept);
  }

  return { payload: refillObject(example, "", "", pointerTrie(places)) ?? {}, moved };
}
