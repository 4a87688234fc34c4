import { eventFormat, type RunEvent } from "@/lib/core/events";
import type { Transaction } from "../connection/client";
import type { EventRow } from "./read-event";
import { readableEvents } from "./readable";

/** The id of the newest entry of all runs' logs; 0 before the first. */
export async function lastEventId(tx: Transaction): Promise<number> {
  const last = await tx.runEvent.findFirst({ orderBy: { id: "desc" }, select: { id: true } });
  return last?.id ?? 0;
}

/** Those that this release can read: what a newer one wrote is shown there. */
const readable = { format: { lte: eventFormat } };

/** The entries of all runs' logs after an id, in their order; @param ownerId whose runs alone, null for all */
export function eventsAfter(
  tx: Transaction,
  id: number,
  most: number,
  ownerId: string | null = null,
): Promise<EventRow[]> {
  return readableEvents(tx, {
    where: { id: { gt: id }, ...readable, ...(ownerId !== null && { run: { ownerId } }) },
    orderBy: { id: "asc" },
    take: most,
  });
}

/** The entries of a run's log after one, in their order. */
export function eventsOfRunAfter(
  tx: Transaction,
  runId: string,
  seq: number,
  most: number,
): Promise<EventRow[]> {
  return tx.runEvent.findMany({
    where: { runId, seq: { gt: seq }, ...readable },
    orderBy: { seq: "asc" },
    take: most,
  });
}

/** How many entries of some types a run's log has after one and up to another. */
export function countEvents(
  tx: Transaction,
  runId: string,
  { after, until, types }: { after: number; until: number; types: readonly RunEvent["type"][] },
): Promise<number> {
  return tx.runEvent.count({
    where: { runId, seq: { gt: after, lte: until }, type: { in: [...types] } },
  });
}

/** The runs of the entries of some types after one and up to another of all logs, the earliest first. */
export async function runsWithEvents(
  tx: Transaction,
  { after, until, types }: { after: number; until: number; types: readonly RunEvent["type"][] },
  most: number,
): Promise<string[]> {
  const rows = await tx.runEvent.findMany({
    where: { id: { gt: after, lte: until }, type: { in: [...types] } },
    orderBy: { id: "asc" },
    take: most,
    select: { runId: true },
  });
  return rows.map(({ runId }) => runId);
}

/** Whose these runs are, by the runs' ids. */
export async function ownersOfRuns(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const runs = await tx.run.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, ownerId: true },
  });
  return new Map(runs.map(({ id, ownerId }) => [id, ownerId]));
}
