import type { RunState } from "@/lib/core/state";
import type { Prisma, Transaction } from "../connection/client";
import { fromColumn } from "../connection/json-column";

/** A run that waits for a person. */
export interface WaitingRun {
  id: string;
  state: RunState;
  /** As it is stored. */
  request: unknown;
  expiresAt: Date | null;
}

/** A place among the runs that wait, which are read by when they are due. */
export interface WaitingPlace {
  expiresAt: Date;
  id: string;
}

const byDue = [{ expiresAt: "asc" as const }, { id: "asc" as const }];
const shown = { id: true, state: true, request: true, expiresAt: true } as const;

function waitingOf(row: Prisma.RunGetPayload<{ select: typeof shown }>): WaitingRun {
  return { ...row, state: fromColumn<RunState>(row.state) };
}

/** Whose open question nobody is at. */
function unclaimed(now: Date): Prisma.RunWhereInput {
  return { status: "awaiting_human", OR: [{ claimedUntil: null }, { claimedUntil: { lte: now } }] };
}

/** The runs that wait, and nobody is at, behind a place, or from the first that is due. */
export async function unclaimedBehind(
  tx: Transaction,
  place: WaitingPlace | null,
  most: number,
  now: Date,
): Promise<WaitingRun[]> {
  const behind = place
    ? { OR: [{ expiresAt: { gt: place.expiresAt } }, { expiresAt: place.expiresAt, id: { gt: place.id } }] }
    : { expiresAt: { not: null } };
  const rows = await tx.run.findMany({
    where: { AND: [unclaimed(now), behind] },
    orderBy: byDue,
    take: most,
    select: shown,
  });
  return rows.map(waitingOf);
}

/** Those of these runs that wait, and nobody is at. */
export async function unclaimedAmong(
  tx: Transaction,
  ids: readonly string[],
  now: Date,
): Promise<WaitingRun[]> {
  const rows = await tx.run.findMany({
    where: { AND: [{ id: { in: [...ids] } }, unclaimed(now)] },
    orderBy: byDue,
    select: shown,
  });
  return rows.map(waitingOf);
}
