import { z } from "zod";
import type { ListRuns } from "@/lib/contracts/list-runs";
import { fold } from "@/lib/core/fold";
import type { Prisma, Transaction } from "../connection/client";
import { readCursor, writeCursor } from "./cursor";
import { readStates } from "./read-state";
import { readableRuns } from "./readable";
import { holding } from "./search-text";

/** A place means something in its own order only. */
const placeBy = (sort: ListRuns["sort"]) => z.tuple([z.literal(sort), z.iso.datetime(), z.string()]);

const columns = { created_at: "createdAt", "-created_at": "createdAt", expires_at: "expiresAt" } as const;

function after(query: ListRuns): Prisma.RunWhereInput {
  if (!query.cursor) return {};
  const [, at, id] = readCursor(placeBy(query.sort), query.cursor);
  const side = query.sort.startsWith("-") ? "lt" : "gt";
  const column = columns[query.sort];
  const there = new Date(at);
  return {
    // Says again what the alternative says, in a form that lets the index begin there.
    [column]: { [`${side}e`]: there },
    OR: [{ [column]: { [side]: there } }, { [column]: there, id: { [side]: id } }],
  };
}

function search(text: string | undefined): Prisma.RunWhereInput {
  const words = text?.trim();
  if (!words) return {};
  // A whole id is looked up; as one text among others it would have all of them read.
  const id = fold(words);
  return /^run_[0-9a-z]{20}$/.test(id) ? { id } : holding(words);
}

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
    AND: [after(query), search(query.q), query.created_by ? { ownerId: query.created_by } : {}],
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

/**
 * A page of the runs of a filter, each with its state and the first picture that it gave.
 * @param ownerId whose runs alone, null for all
 * @throws CodedError `validation_error` for a cursor that is none
 */
export async function runsListed(tx: Transaction, query: ListRuns, ownerId: string | null, now: Date) {
  const direction = query.sort.startsWith("-") ? "desc" : "asc";
  const rows = await readableRuns(tx, {
    where: filterOf(query, ownerId, now),
    orderBy: [{ [columns[query.sort]]: direction }, { id: direction }],
    take: query.limit + 1,
    omit: { description: true },
    include: {
      artifacts: { where: { kind: "image" }, orderBy: [{ attempt: "desc" }, { index: "asc" }], take: 1 },
    },
  });
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const next_cursor =
    last && rows.length > query.limit
      ? writeCursor([query.sort, (last[columns[query.sort]] ?? last.createdAt).toISOString(), last.id])
      : null;
  return { data: readStates(page), next_cursor };
}
