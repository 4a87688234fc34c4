import type { SignedAct, SignedEntry } from "@/lib/core/heads";
import { actDigest } from "./audit";
import type { Transaction } from "./connection/client";
import { fromColumn, toColumn } from "./connection/json-column";
import { isUniqueViolation } from "./connection/unique-violation";

/** A head as it is kept, with what it covers. */
export interface StoredHead {
  number: number;
  at: Date;
  lastEvent: number;
  lastAct: number;
  entries: readonly SignedEntry[];
  acts: readonly SignedAct[];
  keyId: string;
  /** Its claims, signed: a compact JWS. */
  jws: string;
}

type Row = Awaited<ReturnType<Transaction["signedHead"]["findMany"]>>[number];

function headOf({ number, at, lastEvent, lastAct, entries, acts, keyId, jws }: Row): StoredHead {
  return {
    number,
    at,
    lastEvent,
    lastAct,
    entries: fromColumn<SignedEntry[]>(entries),
    acts: fromColumn<SignedAct[]>(acts),
    keyId,
    jws,
  };
}

/** The newest head, or null before the first. */
export async function newestHead(tx: Transaction): Promise<StoredHead | null> {
  const row = await tx.signedHead.findFirst({ orderBy: { number: "desc" } });
  return row && headOf(row);
}

/** The head of this number, or null where there is none. */
export async function headNumbered(tx: Transaction, number: number): Promise<StoredHead | null> {
  const row = await tx.signedHead.findUnique({ where: { number } });
  return row && headOf(row);
}

/** At most `limit` heads after the one of this number, in their order. */
export async function headsAfter(tx: Transaction, number: number, limit: number): Promise<StoredHead[]> {
  const rows = await tx.signedHead.findMany({
    where: { number: { gt: number } },
    orderBy: { number: "asc" },
    take: limit,
  });
  return rows.map(headOf);
}

/** The head that covers the newest of a run's entries that is covered yet, or null where none is. */
export async function headOverLast(tx: Transaction, runId: string): Promise<StoredHead | null> {
  const newest = await tx.signedHead.findFirst({ orderBy: { number: "desc" }, select: { lastEvent: true } });
  const last = await tx.runEvent.findFirst({
    where: { runId, id: { lte: newest?.lastEvent ?? 0 } },
    orderBy: { seq: "desc" },
    select: { id: true },
  });
  if (last === null) return null;
  const row = await tx.signedHead.findFirst({
    where: { lastEvent: { gte: last.id } },
    orderBy: { number: "asc" },
  });
  return row && headOf(row);
}

/** Places in all runs' logs and in the audit log. */
type Places = Pick<StoredHead, "lastEvent" | "lastAct">;

/** What stands after one pair of places and up to another: of each run its newest entry, and the audit log's entries. */
export async function coveredBetween(
  tx: Transaction,
  after: Places,
  until: Places,
): Promise<Pick<StoredHead, "entries" | "acts">> {
  const [events, acts] = [
    await tx.runEvent.findMany({
      where: { id: { gt: after.lastEvent, lte: until.lastEvent } },
      orderBy: { id: "asc" },
      select: { runId: true, seq: true, hash: true },
    }),
    await tx.auditEntry.findMany({
      where: { id: { gt: after.lastAct, lte: until.lastAct } },
      orderBy: { id: "asc" },
    }),
  ];
  const newest = new Map(events.map(({ runId, seq, hash }) => [runId, [runId, seq, hash] as const]));
  return {
    entries: [...newest.values()],
    acts: acts.map((row) => [row.id, actDigest(row)] as const),
  };
}

/**
 * How far the next head reaches: over at most so many entries of either log.
 * @returns null where nothing is to be signed; `full` where more may follow
 */
export async function nextPlaces(
  tx: Transaction,
  after: Places,
  most: number,
): Promise<(Places & { full: boolean }) | null> {
  const select = { id: true } as const;
  const page = { orderBy: { id: "asc" as const }, take: most, select };
  const [events, acts] = [
    await tx.runEvent.findMany({ where: { id: { gt: after.lastEvent } }, ...page }),
    await tx.auditEntry.findMany({ where: { id: { gt: after.lastAct } }, ...page }),
  ];
  if (events.length === 0 && acts.length === 0) return null;
  return {
    lastEvent: events.at(-1)?.id ?? after.lastEvent,
    lastAct: acts.at(-1)?.id ?? after.lastAct,
    full: events.length === most || acts.length === most,
  };
}

/** Keeps a head. @returns false where another instance was first with its number */
export async function keepHead(tx: Transaction, head: StoredHead): Promise<boolean> {
  const { entries, acts, ...columns } = head;
  try {
    await tx.signedHead.create({ data: { ...columns, entries: toColumn(entries), acts: toColumn(acts) } });
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

/** How many entries of runs' logs come after this one. */
export function entriesAfter(tx: Transaction, eventId: number): Promise<number> {
  return tx.runEvent.count({ where: { id: { gt: eventId } } });
}

/** Whether something that was committed before this moment is not signed yet. */
export async function isSigningBehind(tx: Transaction, since: Date): Promise<boolean> {
  const head = await tx.signedHead.findFirst({
    orderBy: { number: "desc" },
    select: { lastEvent: true, lastAct: true },
  });
  const [event, act] = [
    await tx.runEvent.findFirst({ where: { id: { gt: head?.lastEvent ?? 0 } }, orderBy: { id: "asc" } }),
    await tx.auditEntry.findFirst({ where: { id: { gt: head?.lastAct ?? 0 } }, orderBy: { id: "asc" } }),
  ];
  return [event, act].some((row) => row !== null && row.at < since);
}
