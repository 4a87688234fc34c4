import { eachInside } from "@/lib/contracts/each-inside";
import { standsForSomething } from "@/lib/contracts/is-file-ref";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import type { Change } from "@/lib/contracts/parts";
import { at, partsOf, pointer, removeAt, setAt } from "./json-pointer";
import { type PointerTrie, pointerTrie, under } from "./pointer-trie";
import { likenessOf, nodesUpTo, sameJson } from "./same-json";

/** Subtrees are looked into as long as they have so many values together; what goes past that is one replacement. */
const mostNodes = 20_000;

/** So many characters all pointers of a diff may have together: long keys above many changes add up. */
const mostPointerText = 1_000_000;

/**
 * What turns `from` into `to`: objects in the order of `to`'s keys and then what was
 * removed, lists index by index, or as moves where only the order changed. Equal
 * documents give no changes. The changes apply one after the other, as RFC 6902 operations do.
 * Linear in the documents' size: what is too large to be looked into is replaced as a whole.
 */
export function diff(from: Json, to: Json): Change[] {
  const look = new Look();
  const changes = look.compare(from, to, "");
  return look.isShort(changes) ? changes : [{ op: "replace", pointer: "", from, to }];
}

/** The document after the changes; `applyChanges(from, diff(from, to))` equals `to`. Throws a `RangeError` when they do not fit. */
export function applyChanges(document: Json, changes: readonly Change[]): Json {
  return changes.reduce((value, change) => {
    if (change.op === "remove") return removeAt(value, change.pointer);
    if (change.op === "move") return moveAt(value, change.from_pointer ?? "", change.pointer);
    return setAt(value, change.pointer, change.to ?? null);
  }, document);
}

/** Moves an entry inside its list. */
function moveAt(document: Json, from: string, to: string): Json {
  const parts = partsOf(to);
  const list = at(document, pointer(parts.slice(0, -1)));
  const [before, after] = [Number(partsOf(from).at(-1)), Number(parts.at(-1))];
  if (!Array.isArray(list) || list[before] === undefined) {
    throw new RangeError(`There is no ${from} in the document that could be moved.`);
  }
  const moved = list.toSpliced(before, 1).toSpliced(after, 0, list[before]);
  return setAt(document, pointer(parts.slice(0, -1)), moved);
}

/**
 * How many leaves the changes touch; an added, removed or replaced subtree counts all
 * its leaves, an empty one counts once. What lies at or below an ignored pointer is not counted.
 */
export function changedLeaves(changes: readonly Change[], ignorePointers: readonly string[] = []): number {
  const ignored = pointerTrie(ignorePointers);
  return changes.reduce((sum, change) => {
    let here: PointerTrie | undefined = ignored;
    for (const part of partsOf(change.pointer)) {
      if (here?.named) return sum;
      here = under(here, part);
    }
    return sum + Math.max(leaves(change.from, here), leaves(change.to, here));
  }, 0);
}

function leaves(value: unknown, ignored: PointerTrie | undefined): number {
  if (value === undefined || ignored?.named) return 0;
  if (standsForSomething(value)) return 1;
  let sum = 0;
  let children = 0;
  eachInside(value, (child, key) => {
    children++;
    sum += leaves(child, under(ignored, key));
  });
  return children === 0 ? 1 : sum;
}

/** Longer lists are compared index by index: finding out what moved takes the square of their length. */
const longestMoved = 100;

/** One comparison, with what is left of its budget. */
class Look {
  private nodesLeft = mostNodes;
  /** The lists and objects that are paid for. */
  private readonly known = new Set<unknown>();
  private readonly likeness = likenessOf();

  compare(from: Json, to: Json, where: string): Change[] {
    // Of a secret or a file people see that it is another one, not in which letters of its name.
    if (standsForSomething(from) || standsForSomething(to))
      return sameJson(from, to) ? [] : [{ op: "replace", pointer: where, from, to }];
    const [lists, objects] = [
      Array.isArray(from) && Array.isArray(to),
      isJsonObject(from) && isJsonObject(to),
    ];
    if (from === to) return [];
    if (!lists && !objects) return [{ op: "replace", pointer: where, from, to }];
    if (!this.isKnown(from) || !this.isKnown(to)) return this.compareLarge(from, to, where);
    return Array.isArray(from) && Array.isArray(to)
      ? this.compareLists(from, to, where)
      : this.compareObjects(asObject(from), asObject(to), where);
  }

  isShort(changes: readonly Change[]): boolean {
    let left = mostPointerText;
    return changes.every((change) => {
      left -= change.pointer.length;
      return left >= 0;
    });
  }

  /** A subtree within the budget is paid for once, with all it holds. */
  private isKnown(value: Json): boolean {
    if (this.known.has(value)) return true;
    const holders: unknown[] = [];
    const nodes = nodesUpTo(value, this.nodesLeft, holders);
    if (nodes > this.nodesLeft) return false;
    this.nodesLeft -= nodes;
    for (const one of holders) this.known.add(one);
    return true;
  }

  /** The few settings beside a large list are still told one by one. */
  private compareLarge(from: Json, to: Json, where: string): Change[] {
    if (isJsonObject(from) && isJsonObject(to)) {
      const keys = Object.keys(from).length + Object.keys(to).length;
      if (keys <= this.nodesLeft) {
        this.nodesLeft -= keys;
        return this.compareObjects(from, to, where);
      }
    }
    return sameJson(from, to) ? [] : [{ op: "replace", pointer: where, from, to }];
  }

  private compareObjects(from: JsonObject, to: JsonObject, where: string): Change[] {
    const changes: Change[] = [];
    // No place is written down for what stayed: most of a large payload is its example's.
    const place = (key: string) => where + pointer([key]);
    for (const key of Object.keys(to)) {
      const value = to[key] ?? null;
      const before = Object.hasOwn(from, key) ? from[key] : undefined;
      if (before === undefined) changes.push({ op: "add", pointer: place(key), to: value });
      else if (before !== value)
        for (const change of this.compare(before, value, place(key))) changes.push(change);
    }
    for (const key of Object.keys(from)) {
      if (!Object.hasOwn(to, key))
        changes.push({ op: "remove", pointer: place(key), from: from[key] ?? null });
    }
    return changes;
  }

  private compareLists(from: Json[], to: Json[], where: string): Change[] {
    const moves = this.movesBetween(from, to, where);
    if (moves !== null) return moves;
    const changes: Change[] = [];
    for (const [index, value] of to.entries()) {
      const before = from[index];
      if (before === value) continue;
      const place = `${where}/${index}`;
      if (before === undefined) changes.push({ op: "add", pointer: place, to: value });
      else for (const change of this.compare(before, value, place)) changes.push(change);
    }
    // From the end, so that no removal moves what a later one names.
    for (let index = from.length - 1; index >= to.length; index--) {
      changes.push({ op: "remove", pointer: `${where}/${index}`, from: from[index] ?? null });
    }
    return changes;
  }

  /** The moves that bring a list into another order, or null when more than the order changed. */
  private movesBetween(from: Json[], to: Json[], where: string): Change[] | null {
    if (from.length !== to.length || from.length > longestMoved) return null;
    const list = from.map((value) => this.likeness.of(value));
    const moves: Change[] = [];
    for (const [index, value] of to.entries()) {
      const found = list.indexOf(this.likeness.of(value), index);
      if (found === -1) return null;
      if (found === index) continue;
      list.splice(index, 0, ...list.splice(found, 1));
      moves.push({ op: "move", pointer: `${where}/${index}`, from_pointer: `${where}/${found}`, to: value });
    }
    return moves;
  }
}

/** Guarantee: asked only where both sides are objects. */
function asObject(value: Json): JsonObject {
  return isJsonObject(value) ? value : {};
}
