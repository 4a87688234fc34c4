import { z } from "zod";
import type { ListRuns } from "@/lib/contracts/list-runs";
import { fold } from "@/lib/core/fold";
import type { Database, Prisma } from "../connection/client";
import { readCursor, writeCursor } from "./cursor";
import { readStates } from "./read-state";
import { readableRuns } from "./readable";
import { behindPlace, orderBy, orderOf, type SearchBounds, searchBounds, searched } from "./search";

/** A place means something in its own order only. */
const placeBy = (sort: ListRuns["sort"]) => z.tuple([z.literal(sort), z.iso.datetime(), z.string()]);

function after(query: ListRuns): Prisma.RunWhereInput {
  if (!query.cursor) return {};
  const [, at, id] = readCursor(placeBy(query.sort), query.cursor);
  return behindPlace(orderOf(query.sort), new Date(at), id);
}

/** A whole id is looked up; as one text among others it would have all of them read. */
const isId = (words: string) => /^run_[0-9a-z]{20}$/.test(words);

/**
 * What every run has one of, and many the same. By due time few are listed, in the order of an index that holds all of
 * this: said the other way round, SQLite does not collect all that have a value to put those in order.
 */
function ofKind({ status, step, provider, model, operation_type, sort }: ListRuns): Prisma.RunWhereInput {
  const given = Object.entries({ status, step, provider, model, operationType: operation_type }).filter(
    ([, value]) => value,
  );
  if (sort !== "expires_at") return Object.fromEntries(given);
  return { NOT: given.map(([name, value]) => ({ [name]: { not: value } })) };
}

function filterOf(query: ListRuns, ownerId: string | null, now: Date): Prisma.RunWhereInput {
  const created = {
    ...(query.created_after ? { gt: new Date(query.created_after) } : {}),
    ...(query.created_before ? { lt: new Date(query.created_before) } : {}),
  };
  return {
    AND: query.created_by ? { ownerId: query.created_by } : {},
    ...ofKind(query),
    ...(query.user_id ? { userId: query.user_id } : {}),
    ...(query.user_email ? { userEmail: query.user_email } : {}),
    ...(query.agent_email ? { agentEmail: query.agent_email } : {}),
    ...(query.session_id ? { sessionId: query.session_id } : {}),
    ...(query.message_type ? { messageType: query.message_type } : {}),
    ...(query.log_id ? { logId: query.log_id } : {}),
    ...(query.ids ? { id: { in: query.ids.split(",").slice(0, 200) } } : {}),
    ...(query.break_glass ? { glassBroken: true } : {}),
    ...(query.claimed_by ? { claimedById: query.claimed_by, claimedUntil: { gt: now } } : {}),
    ...(Object.keys(created).length > 0 ? { createdAt: created } : {}),
    // Sorted by due time, a list holds what is due: runs that wait for nobody have no place in it.
    ...(query.sort === "expires_at" ? { expiresAt: { not: null } } : {}),
    ...(ownerId === null ? {} : { ownerId }),
  };
}

/** Where the page that is asked for is read from, and how much was looked through for it. */
async function pageOf(
  db: Pick<Database, "kind" | "prisma">,
  query: ListRuns,
  where: Prisma.RunWhereInput,
  bounds: SearchBounds,
) {
  const behind = after(query);
  const words = fold(query.q?.trim() ?? "");
  if (words === "") return { where: { AND: [where, behind] }, full: false, newest: null };
  if (isId(words)) return { where: { AND: [where, behind, { id: words }] }, full: false, newest: null };
  return searched({ db, where, behind, sort: query.sort, most: query.limit + 1 }, words, bounds);
}

/**
 * A page of the runs of a filter, each with its state and the first picture that it gave. Words of fewer than three
 * letters are looked for among the newest; `newest` says how many those were where there are more.
 * @param ownerId whose runs alone, null for all
 * @throws CodedError `validation_error` for a cursor that is none
 */
export async function runsListed(
  db: Pick<Database, "kind" | "prisma">,
  query: ListRuns,
  ownerId: string | null,
  now: Date,
  bounds = searchBounds,
) {
  const { where, full, newest } = await pageOf(db, query, filterOf(query, ownerId, now), bounds);
  const order = orderOf(query.sort);
  const rows = await readableRuns(db.prisma, {
    where,
    orderBy: orderBy(order),
    take: query.limit + 1,
    omit: { description: true },
    include: {
      artifacts: { where: { kind: "image" }, orderBy: [{ attempt: "desc" }, { index: "asc" }], take: 1 },
    },
  });
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const next_cursor =
    last && (full || rows.length > query.limit)
      ? writeCursor([query.sort, (last[order.column] ?? last.createdAt).toISOString(), last.id])
      : null;
  return { data: readStates(page), next_cursor, newest };
}
