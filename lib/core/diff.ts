import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import type { Change } from "@/lib/contracts/parts";
import { at, partsOf, pointer, removeAt, setAt } from "./json-pointer";

type Path = readonly (string | number)[];

/**
 * What turns `from` into `to`: objects in the order of `to`'s keys and then what was
 * removed, lists index by index, or as moves where only the order changed. Equal
 * documents give no changes. The changes apply one after the other, as RFC 6902 operations do.
 */
export function diff(from: Json, to: Json): Change[] {
  return compare(from, to, []);
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
  const counts = (leaf: string) =>
    !ignorePointers.some((ignored) => leaf === ignored || leaf.startsWith(`${ignored}/`));
  const leaves = (value: Json | undefined, where: string) =>
    value === undefined ? 0 : leafPointers(value, where).filter(counts).length;
  return changes.reduce(
    (sum, change) => sum + Math.max(leaves(change.from, change.pointer), leaves(change.to, change.pointer)),
    0,
  );
}

function compare(from: Json, to: Json, path: Path): Change[] {
  if (Array.isArray(from) && Array.isArray(to)) return compareLists(from, to, path);
  if (isJsonObject(from) && isJsonObject(to)) return compareObjects(from, to, path);
  return from === to ? [] : [{ op: "replace", pointer: pointer(path), from, to }];
}

function compareObjects(from: JsonObject, to: JsonObject, path: Path): Change[] {
  const changes = Object.entries(to).flatMap(([key, value]): Change[] => {
    const before = Object.hasOwn(from, key) ? from[key] : undefined;
    return before === undefined
      ? [{ op: "add", pointer: pointer([...path, key]), to: value }]
      : compare(before, value, [...path, key]);
  });
  const removed = Object.entries(from)
    .filter(([key]) => !Object.hasOwn(to, key))
    .map(([key, value]): Change => ({ op: "remove", pointer: pointer([...path, key]), from: value }));
  return [...changes, ...removed];
}

/** Longer lists are compared index by index: finding out what moved takes the square of their length. */
const longestMoved = 100;

/** The moves that bring a list into another order, or null when more than the order changed. */
function movesBetween(from: Json[], to: Json[], path: Path): Change[] | null {
  if (from.length !== to.length || from.length > longestMoved) return null;
  const list = [...from];
  const moves: Change[] = [];
  for (const [index, value] of to.entries()) {
    const found = list.findIndex((entry, place) => place >= index && compare(entry, value, []).length === 0);
    if (found === -1) return null;
    if (found === index) continue;
    list.splice(index, 0, ...list.splice(found, 1));
    const [pointerTo, from_pointer] = [pointer([...path, index]), pointer([...path, found])];
    moves.push({ op: "move", pointer: pointerTo, from_pointer, to: value });
  }
  return moves;
}

function compareLists(from: Json[], to: Json[], path: Path): Change[] {
  const moves = movesBetween(from, to, path);
  if (moves !== null) return moves;
  const changes = to.flatMap((value, index): Change[] => {
    const before = from[index];
    return before === undefined
      ? [{ op: "add", pointer: pointer([...path, index]), to: value }]
      : compare(before, value, [...path, index]);
  });
  // From the end, so that no removal moves what a later one names.
  const removed = from
    .map((value, index): Change => ({ op: "remove", pointer: pointer([...path, index]), from: value }))
    .slice(to.length)
    .reverse();
  return [...changes, ...removed];
}

function leafPointers(value: Json, where: string): string[] {
  const children = Array.isArray(value)
    ? [...value.entries()]
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  if (children.length === 0) return [where];
  return children.flatMap(([key, child]) => leafPointers(child, where + pointer([key])));
}
