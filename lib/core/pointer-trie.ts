import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json } from "@/lib/contracts/json";
import { partsOf } from "./json-pointer";

/** Pointers by their parts, so that a walk through a document can tell them without writing a pointer for each place. */
export interface PointerTrie {
  /** True where one of the pointers ends. */
  named: boolean;
  inside: Map<string, PointerTrie>;
}

/** The pointers as one tree. Throws a `RangeError` for what is no pointer. */
export function pointerTrie(pointers: Iterable<string>): PointerTrie {
  const root: PointerTrie = { named: false, inside: new Map() };
  for (const text of pointers) {
    let place = root;
    for (const part of partsOf(text)) {
      const next = place.inside.get(part) ?? { named: false, inside: new Map() };
      place.inside.set(part, next);
      place = next;
    }
    place.named = true;
  }
  return root;
}

/** What lies under one part of a pointer; undefined when nothing does. */
export function under(trie: PointerTrie | undefined, part: string | number): PointerTrie | undefined {
  return trie?.inside.get(String(part));
}

/** The document without what the pointers name; each names a place in it as it is given. */
export function withoutPlaces(document: Json, trie: PointerTrie | undefined): Json {
  if (trie === undefined || trie.inside.size === 0) return document;
  if (Array.isArray(document)) {
    return document.flatMap((entry, index) => {
      const here = under(trie, index);
      return here?.named ? [] : [withoutPlaces(entry, here)];
    });
  }
  if (!isJsonObject(document)) return document;
  const left = { ...document };
  for (const [key, here] of trie.inside) {
    if (!Object.hasOwn(left, key)) continue;
    if (here.named) delete left[key];
    else left[key] = withoutPlaces(left[key] ?? null, here);
  }
  return left;
}
