import { piecesOf } from "./pieces";
import { fixedIn, narrowed, type Template } from "./template";

/** Things whose texts are nearly equal, and what those have in common. */
export interface Cluster<Item> {
  items: Item[];
  template: Template;
}

interface Growing<Item> extends Cluster<Item> {
  /** The words of its longest text. */
  longest: number;
}

/** Longer texts are alike only when they are equal. */
const mostPieces = 400;

/** So many clusters that begin or end alike are tried for one text: the cost stays linear. */
const mostTried = 4;

/** At most one word in four differs, and one always may; two words at least are the same. */
function isNear(fixed: number, longest: number): boolean {
  return fixed >= 2 && longest - fixed <= Math.max(1, Math.floor(longest / 4));
}

/** Under which names a text is looked for, the most telling first: what is nearly equal begins or ends alike. */
function namesOf(text: string, pieces: readonly string[]): string[] {
  const names = [`=${text}`];
  if (pieces.length > mostPieces) return names;
  const sizes = pieces.length >= 8 ? [4, 2] : [2];
  for (const size of sizes) {
    if (pieces.length < size) continue;
    names.push(`^${pieces.slice(0, size).join("")}`, `$${pieces.slice(-size).join("")}`);
  }
  if (pieces.length === 3) names.push(`^$${pieces[0]}${pieces[2]}`);
  return names;
}

/**
 * Puts together what is nearly equal, in the order in which it comes. Whatever joins a cluster shares its template,
 * so no chain of small steps leads from one text to a wholly different one. Linear in the number of items.
 * @param textOf what is compared
 */
export function clustersOf<Item extends object>(
  items: readonly Item[],
  textOf: (item: Item) => string,
): Cluster<Item>[] {
  const clusters: Growing<Item>[] = [];
  const named = new Map<string, Growing<Item>[]>();
  for (const item of items) {
    const { pieces, names } = taken(item, textOf(item));
    let home = joined(named, names, pieces);
    if (home) home.items.push(item);
    else {
      home = { items: [item], template: pieces, longest: pieces.length };
      clusters.push(home);
    }
    for (const name of names) {
      const there = named.get(name);
      if (!there) named.set(name, [home]);
      else if (there.length < mostTried && !there.includes(home)) there.push(home);
    }
  }
  return clusters;
}

/** The cluster a text belongs to, its template narrowed to what the text shares with it. */
function joined<Item>(
  named: ReadonlyMap<string, Growing<Item>[]>,
  names: readonly string[],
  pieces: readonly string[],
): Growing<Item> | null {
  for (const name of names) {
    for (const cluster of named.get(name) ?? []) {
      if (name.startsWith("=")) return cluster;
      const template = narrowed(cluster.template, pieces);
      const longest = Math.max(cluster.longest, pieces.length);
      if (!isNear(fixedIn(template), longest)) continue;
      cluster.template = template;
      cluster.longest = longest;
      return cluster;
    }
  }
  return null;
}

interface Taken {
  text: string;
  pieces: string[];
  names: string[];
}

const remembered = new WeakMap<object, Taken>();

/** A list changes often and its rows seldom: a row's text is taken apart once. */
function taken(item: object, text: string): Taken {
  const known = remembered.get(item);
  if (known?.text === text) return known;
  const pieces = piecesOf(text);
  const fresh = { text, pieces, names: namesOf(text, pieces) };
  remembered.set(item, fresh);
  return fresh;
}
