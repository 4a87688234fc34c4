import { z } from "zod";
import type { Page } from "@/lib/contracts/run";
import { readCursor, writeCursor } from "@/lib/store/runs/cursor";

const Place = z.tuple([z.iso.datetime(), z.string()]);

/** The condition for rows after a cursor, in the order of `oldestFirst`; throws `validation_error` for a foreign cursor. */
export function afterCursor(cursor: string | undefined) {
  if (cursor === undefined) return {};
  const [at, id] = readCursor(Place, cursor);
  const createdAt = new Date(at);
  return { OR: [{ createdAt: { gt: createdAt } }, { createdAt, id: { gt: id } }] };
}

export const oldestFirst = [{ createdAt: "asc" as const }, { id: "asc" as const }];

/** A page of at most `limit` rows, from `limit + 1` that were read to see whether more follow. */
export function pageOf<Row extends { id: string; createdAt: Date }, View>(
  rows: Row[],
  limit: number,
  view: (row: Row) => View,
): Page<View> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  const next = more ? writeCursor([last.createdAt.toISOString(), last.id]) : null;
  return { data: shown.map(view), next_cursor: next };
}
