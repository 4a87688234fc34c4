import type { RunState } from "@/lib/core/state";
import type { Prisma, Transaction } from "../connection/client";
import { readStates, stateColumns } from "./read-state";
import { readableRuns } from "./readable";

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
const shown = { ...stateColumns, request: true, expiresAt: true } as const;

/** Whose open question nobody is at; said the other way round, as in list.ts, so that they are read in their order. */
function unclaimed(now: Date): Prisma.RunWhereInput {
  return {
    NOT: { status: { not: "awaiting_human" } },
    OR: [{ claimedUntil: null }, { claimedUntil: { lte: now } }],
  };
}

/** Some of the runs that wait, and where the next ones begin; null where there are none behind them. */
interface WaitingPage {
  runs: WaitingRun[];
  behind: WaitingPlace | null;
}

/** The runs that wait, and nobody is at, behind a place, or from the first that is due. */
export async function unclaimedBehind(
  tx: Transaction,
  place: WaitingPlace | null,
  most: number,
  now: Date,
): Promise<WaitingPage> {
  const behind = place
    ? { OR: [{ expiresAt: { gt: place.expiresAt } }, { expiresAt: place.expiresAt, id: { gt: place.id } }] }
    : { expiresAt: { not: null } };
  const rows = await readableRuns(tx, {
    where: { AND: [unclaimed(now), behind] },
    orderBy: byDue,
    take: most,
    select: shown,
  });
  const last = rows.at(-1);
  const next = last?.expiresAt && rows.length === most ? { expiresAt: last.expiresAt, id: last.id } : null;
  return { runs: readStates(rows), behind: next };
}

/** Those of these runs that wait, and nobody is at. */
export async function unclaimedAmong(
  tx: Transaction,
  ids: readonly string[],
  now: Date,
): Promise<WaitingRun[]> {
  const rows = await readableRuns(tx, {
    where: { AND: [{ id: { in: [...ids] } }, unclaimed(now)] },
    orderBy: byDue,
    select: shown,
  });
  return readStates(rows);
}
