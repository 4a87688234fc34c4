import type { SignedAct, SignedEntry } from "@/lib/core/heads";
import { actDigest } from "./audit";
import type { Transaction } from "./client";
import { fromColumn, toColumn } from "./json-column";
import { isUniqueViolation } from "./unique-violation";

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

/** What came after these places: of each run its newest entry, and the audit log's entries. */
export async function toBeSigned(
  tx: Transaction,
  lastEvent: number,
  lastAct: number,
  limit: number,
): Promise<Pick<StoredHead, "lastEvent" | "lastAct" | "entries" | "acts">> {
  const events = await tx.runEvent.findMany({
    where: { id: { gt: lastEvent } },
    orderBy: { id: "asc" },
    take: limit,
    select: { id: true, runId: true, seq: true, hash: true },
  });
  const acts = await tx.auditEntry.findMany({
    where: { id: { gt: lastAct } },
    orderBy: { id: "asc" },
    take: limit,
  });
  const newest = new Map(events.map(({ runId, seq, hash }) => [runId, [runId, seq, hash] as const]));
  return {
    lastEvent: events.at(-1)?.id ?? lastEvent,
    lastAct: acts.at(-1)?.id ?? lastAct,
    entries: [...newest.values()],
    acts: acts.map((row) => [row.id, actDigest(row)] as const),
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

/** Those of these entries whose hash is not in the log any more. */
export async function missingEntries(
  tx: Transaction,
  entries: readonly SignedEntry[],
): Promise<SignedEntry[]> {
  const rows = await tx.runEvent.findMany({
    where: { OR: entries.map(([runId, seq]) => ({ runId, seq })) },
    select: { runId: true, seq: true, hash: true },
  });
  const known = new Map(rows.map(({ runId, seq, hash }) => [`${runId} ${seq}`, hash]));
  return entries.filter(([runId, seq, hash]) => known.get(`${runId} ${seq}`) !== hash);
}

/** Those of these entries of the audit log that are not as they were. */
export async function changedActs(tx: Transaction, acts: readonly SignedAct[]): Promise<SignedAct[]> {
  const rows = await tx.auditEntry.findMany({ where: { id: { in: acts.map(([id]) => id) } } });
  const known = new Map(rows.map((row) => [row.id, actDigest(row)]));
  return acts.filter(([id, digest]) => known.get(id) !== digest);
}

/** How many entries of runs' logs come after this one. */
export function entriesAfter(tx: Transaction, eventId: number): Promise<number> {
  return tx.runEvent.count({ where: { id: { gt: eventId } } });
}
