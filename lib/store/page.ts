import { z } from "zod";
import type { PageQuery } from "@/lib/contracts/people";
import type { Page } from "@/lib/contracts/run";
import { readCursor, writeCursor } from "./runs/cursor";

const Place = z.tuple([z.iso.datetime(), z.string()]);

/** The order in which the nouns that somebody made are listed. */
export const oldestFirst = [{ createdAt: "asc" as const }, { id: "asc" as const }];

function after(cursor: string | undefined) {
  if (cursor === undefined) return {};
  const [at, id] = readCursor(Place, cursor);
  const createdAt = new Date(at);
  return { OR: [{ createdAt: { gt: createdAt } }, { createdAt, id: { gt: id } }] };
}

/**
 * What to ask a table for: a page of its rows, the oldest first, and one more to see whether others follow.
 * @throws CodedError `validation_error` for a cursor that this list did not give out
 */
export function oldestPage({ limit, cursor }: PageQuery) {
  return { where: after(cursor), orderBy: oldestFirst, take: limit + 1 };
}

/** The page that rows are which were asked for by `oldestPage`. */
export function pageOf<Row extends { id: string; createdAt: Date }>(rows: Row[], limit: number): Page<Row> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { data, next_cursor: more ? writeCursor([last.createdAt.toISOString(), last.id]) : null };
}
