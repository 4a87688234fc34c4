import { terminalStatuses } from "@/lib/contracts/words";
import type { RunState } from "@/lib/core/state";
import type { Prisma, Transaction } from "../connection/client";
import { readStates, stateColumns } from "./read-state";
import { readableRuns } from "./readable";

/** A run, and how it was asked for. */
export interface AskedRun {
  path: string;
  userId: string | null;
  /** As it is stored. */
  request: unknown;
  state: RunState;
}

/** These runs, by their ids; those that are not there, or cannot be read here, are left out. */
export async function askedRuns(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AskedRun>> {
  const runs = await readableRuns(tx, {
    where: { id: { in: [...ids] } },
    select: { ...stateColumns, path: true, userId: true, request: true },
  });
  return new Map(readStates(runs).map(({ id, ...run }) => [id, run]));
}

const columns = {
  ...stateColumns,
  model: true,
  prompt: true,
  status: true,
  createdAt: true,
  path: true,
  userId: true,
  request: true,
  reviews: { select: { step: true, openedAt: true, closedAt: true } },
} as const;

type Row = Prisma.RunGetPayload<{ select: typeof columns }>;

/** An ended run with its questions. */
export interface ReplayedRun extends Omit<Row, "state"> {
  state: RunState;
}

/** Which of them are meant, by when they were created. */
interface Asked {
  from: Date;
  to: Date;
  provider?: string | undefined;
  model?: string | undefined;
}

/** A place among the runs, the newest first. */
export interface ReplayPlace {
  createdAt: Date;
  id: string;
}

/**
 * The reviewed runs of a range that have ended, before a place, the newest first; `next` is the place before which others
 * may stand, null where none do.
 */
export async function runsToReplay(
  tx: Transaction,
  { from, to, provider, model }: Asked,
  place: ReplayPlace | null,
  most: number,
): Promise<{ runs: ReplayedRun[]; next: ReplayPlace | null }> {
  const before = place && {
    OR: [{ createdAt: { lt: place.createdAt } }, { createdAt: place.createdAt, id: { lt: place.id } }],
  };
  const rows = await readableRuns(tx, {
    where: {
      path: "hitl",
      // What rules look at is not there any more.
      erasedAt: null,
      status: { in: [...terminalStatuses] },
      createdAt: { gte: from, lt: to },
      provider,
      model,
      ...before,
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: most,
    select: columns,
  });
  const last = rows.at(-1);
  const next = last && rows.length === most ? { createdAt: last.createdAt, id: last.id } : null;
  return { runs: readStates(rows), next };
}
