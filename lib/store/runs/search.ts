import { printJson } from "@/lib/contracts/json-text";
import type { ListRuns } from "@/lib/contracts/list-runs";
import type { Database, Prisma } from "../connection/client";
import { storeLimits } from "../limits";
import { readableRuns } from "./readable";
import { searchable } from "./search-text";

/** How many runs are looked through, and how. */
export interface SearchBounds {
  /** Of the newest, for words that no index knows. */
  newest: number;
  /** Of the first of a list, before an index is asked. */
  first: number;
  /** Words that more runs hold than this are looked for in the order of the list. */
  rare: number;
}

export const searchBounds: SearchBounds = {
  newest: storeLimits.searchedNewest,
  first: storeLimits.searchedFirst,
  rare: storeLimits.searchedRare,
};

/** For what must be whole, however long it takes. */
export const wholeSearch: SearchBounds = { ...searchBounds, newest: Number.POSITIVE_INFINITY };

/** The indices know three letters in a row, and nothing of fewer. */
const leastLetters = 3;

/** An order of runs. */
interface Order {
  column: "createdAt" | "expiresAt";
  direction: "asc" | "desc";
}

/** @returns in which order a list has its runs */
export function orderOf(sort: ListRuns["sort"]): Order {
  return {
    column: sort === "expires_at" ? "expiresAt" : "createdAt",
    direction: sort.startsWith("-") ? "desc" : "asc",
  };
}

export function orderBy({ column, direction }: Order): Prisma.RunOrderByWithRelationInput[] {
  return [{ [column]: direction }, { id: direction }];
}

/** What stands behind a place in an order. */
export function behindPlace({ column, direction }: Order, at: Date, id: string): Prisma.RunWhereInput {
  const side = direction === "desc" ? "lt" : "gt";
  return {
    // Says again what the alternative says, in a form that lets the index begin there.
    [column]: { [`${side}e`]: at },
    OR: [{ [column]: { [side]: at } }, { [column]: at, id: { [side]: id } }],
  };
}

/** A list that words are looked for in. */
interface Searched {
  db: Pick<Database, "kind" | "prisma">;
  /** Its runs, from its beginning. */
  where: Prisma.RunWhereInput;
  /** Those of them behind its page before. */
  behind: Prisma.RunWhereInput;
  sort: ListRuns["sort"];
  /** How many are wanted. */
  most: number;
}

/** The first runs of a page that hold the words. */
export interface Found {
  where: Prisma.RunWhereInput;
  /** Whether they are as many as were wanted; of these some may not be readable. */
  full: boolean;
  /** So many of the newest were looked through, and there are more; null where all were. */
  newest: number | null;
}

/** What a run is put in order by. */
const placed = { id: true, createdAt: true, expiresAt: true } as const;

/** Runs up to the one that so many stand before in an order; null where there are no more than that. */
async function firstOf(
  { prisma }: Searched["db"],
  where: Prisma.RunWhereInput,
  order: Order,
  many: number,
): Promise<Prisma.RunWhereInput | null> {
  if (many === Number.POSITIVE_INFINITY) return null;
  const { column, direction } = order;
  const next = await prisma.run.findFirst({ where, orderBy: orderBy(order), skip: many, select: placed });
  return next && { [column]: { [direction === "desc" ? "gte" : "lte"]: next[column] } };
}

/**
 * Those of these runs that hold a searchable text, told by reading their texts: by LIKE, PostgreSQL would collect all that
 * hold it first.
 */
async function holders({ kind, prisma }: Searched["db"], ids: string[], text: string): Promise<Set<string>> {
  const rows = await (kind === "sqlite"
    ? prisma.$queryRaw<{ runId: string }[]>`
        SELECT "runId" FROM "SearchText"
        WHERE "runId" IN (SELECT "value" FROM json_each(${printJson(ids)})) AND instr("text", ${text}) > 0`
    : prisma.$queryRaw<{ runId: string }[]>`
        SELECT "runId" FROM "SearchText" WHERE "runId" = ANY(${ids}::text[]) AND strpos("text", ${text}) > 0`);
  return new Set(rows.map(({ runId }) => runId));
}

/**
 * Looks through the first so many of a list, some at a time, until a page is full.
 * @returns the runs that hold the text, and whether nothing behind them belongs to the page
 */
async function lookThrough({ db, where, behind, sort, most }: Searched, text: string, many: number) {
  const order = orderOf(sort);
  const ids: string[] = [];
  let rest = behind;
  for (let left = many; left > 0; left -= storeLimits.searchedAtOnce) {
    const take = Math.min(left, storeLimits.searchedAtOnce);
    const asked = { where: { AND: [where, rest] }, orderBy: orderBy(order), take, select: placed };
    const runs = await readableRuns(db.prisma, asked);
    const held = await holders(
      db,
      runs.map(({ id }) => id),
      text,
    );
    ids.push(...runs.flatMap(({ id }) => (held.has(id) ? id : [])));
    const last = runs.at(-1);
    if (ids.length >= most || runs.length < take || !last) return { ids: ids.slice(0, most), whole: true };
    rest = behindPlace(order, last[order.column] ?? last.createdAt, last.id);
  }
  return { ids, whole: false };
}

/** Ids of runs that hold a searchable text, in no order, by the index over its letters. */
async function idsHolding({ kind, prisma }: Searched["db"], text: string, most: number): Promise<string[]> {
  const rows = await (kind === "sqlite"
    ? prisma.$queryRaw<{ runId: string }[]>`
        SELECT "runId" FROM "SearchIndex" JOIN "SearchText" ON "place" = "SearchIndex"."rowid"
        WHERE "SearchIndex" MATCH ${`"${text.replaceAll('"', '""')}"`} LIMIT ${most}`
    : prisma.$queryRaw<{ runId: string }[]>`
        SELECT "runId" FROM "SearchText" WHERE "text" LIKE ${`%${text}%`} LIMIT ${most}`);
  return rows.map(({ runId }) => runId);
}

/** The first of these runs that belong to a page, in its order. */
async function firstAmong({ db, where, behind, sort, most }: Searched, ids: string[], text: string) {
  const order = orderOf(sort);
  const found: { id: string; place: number }[] = [];
  for (let from = 0; from < ids.length; from += storeLimits.searchedAtOnce) {
    const some = ids.slice(from, from + storeLimits.searchedAtOnce);
    const asked = { where: { AND: [where, behind, { id: { in: some } }] }, select: placed };
    const [runs, held] = [await readableRuns(db.prisma, asked), await holders(db, some, text)];
    for (const run of runs)
      if (held.has(run.id)) found.push({ id: run.id, place: run[order.column]?.getTime() ?? 0 });
  }
  found.sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1));
  if (order.direction === "desc") found.reverse();
  return found.slice(0, most).map(({ id }) => id);
}

/**
 * The first runs of a page that hold some words: the same whichever way they are found. The first of the list are looked
 * through, for common words are there; rare ones are found by the index, and what is neither in the order of the list.
 */
export async function searched(list: Searched, words: string, bounds: SearchBounds): Promise<Found> {
  const { db, where, sort } = list;
  const text = searchable(words);
  const found = (ids: string[], newest: number | null = null): Found => ({
    where: { id: { in: ids } },
    full: ids.length === list.most,
    newest,
  });
  const everything = Number.POSITIVE_INFINITY;
  if ([...text].length < leastLetters) {
    // By due time those due first stand for the newest: others wait for nobody.
    const newest = await firstOf(
      db,
      where,
      orderOf(sort === "created_at" ? "-created_at" : sort),
      bounds.newest,
    );
    const among = newest ? { ...list, where: { AND: [where, newest] } } : list;
    return found((await lookThrough(among, text, everything)).ids, newest && bounds.newest);
  }
  const near = await lookThrough(list, text, bounds.first);
  if (near.whole) return found(near.ids);
  const ids = await idsHolding(db, text, bounds.rare + 1);
  if (ids.length <= bounds.rare) return found(await firstAmong(list, ids, text));
  return found((await lookThrough(list, text, everything)).ids);
}
