import type { QueueFigures } from "@/lib/contracts/health";
import type { Database, Transaction } from "./connection/client";
import type { Row } from "./connection/rows";
import { laneOf, type NewJob, ownLane } from "./runs/outbox";

/** A row of the embedded queue. */
export type JobRow = Row<"Job">;

/** A job's kind as its row has it: with its lane, so that those of a lane can be left out of a look. */
export function storedKind(job: NewJob): string {
  const lane = laneOf(job);
  return lane === ownLane ? job.kind : `${job.kind}@${lane}`;
}

/** Rows of before there were lanes wait for nobody. */
export function readKind(stored: string): { kind: string; lane: string } {
  const at = stored.indexOf("@");
  if (at < 0) return { kind: stored, lane: ownLane };
  return { kind: stored.slice(0, at), lane: stored.slice(at + 1) };
}

/** A job that nobody has in hand. */
export const unlocked = { lockedUntil: null, lockedBy: null };

const earliestFirst = { runAt: "asc" as const };

/** The first of these lanes' jobs that were due before a time and are in nobody's hand. */
export function jobsOverdue(
  tx: Transaction,
  lanes: readonly string[],
  before: Date,
  most: number,
): Promise<JobRow[]> {
  const kinds = lanes.map((lane) => ({ kind: { endsWith: `@${lane}` } }));
  return tx.job.findMany({
    where: { deadAt: null, lockedUntil: null, runAt: { lt: before }, OR: kinds },
    orderBy: earliestFirst,
    take: most,
  });
}

/** Which jobs are looked for. */
interface Look {
  now: Date;
  /** These lanes' jobs are left out. */
  without: ReadonlySet<string>;
  /** And these jobs. */
  besides: ReadonlySet<string>;
  most: number;
}

/** The first jobs that are due and in nobody's hand. */
export function jobsDue(
  tx: Transaction,
  { now, without, besides, most }: Look,
): Promise<Pick<JobRow, "id" | "kind">[]> {
  const others = [...without].map((lane) =>
    lane === ownLane ? { NOT: { kind: { contains: "@" } } } : { kind: { endsWith: `@${lane}` } },
  );
  return tx.job.findMany({
    where: {
      deadAt: null,
      runAt: { lte: now },
      OR: [{ lockedUntil: null }, { lockedUntil: { lt: now } }],
      ...(others.length > 0 && { NOT: others }),
      ...(besides.size > 0 && { id: { notIn: [...besides] } }),
    },
    orderBy: earliestFirst,
    take: most,
    select: { id: true, kind: true },
  });
}

/** The first of these jobs that is due and in nobody's hand, or null. */
export function firstDueAmong(
  tx: Transaction,
  ids: readonly string[],
  now: Date,
): Promise<Pick<JobRow, "id" | "kind"> | null> {
  return tx.job.findFirst({
    where: { id: { in: [...ids] }, deadAt: null, lockedUntil: null, runAt: { lte: now } },
    orderBy: earliestFirst,
    select: { id: true, kind: true },
  });
}

/** When the next job is due that is not so yet; null where none waits. */
export async function nextDueAfter(tx: Transaction, now: Date): Promise<Date | null> {
  const next = await tx.job.findFirst({
    where: { deadAt: null, lockedUntil: null, runAt: { gt: now } },
    orderBy: earliestFirst,
    select: { runAt: true },
  });
  return next?.runAt ?? null;
}

/** The jobs in a worker's hand; @param worker null for those in anybody's */
export function jobsInHand(tx: Transaction, worker: string | null): Promise<JobRow[]> {
  return tx.job.findMany({ where: worker === null ? { lockedUntil: { not: null } } : { lockedBy: worker } });
}

/** The ids of living jobs with one of these counts. */
export async function jobsCounting(tx: Transaction, counts: readonly number[]): Promise<string[]> {
  const rows = await tx.job.findMany({
    where: { deadAt: null, attempts: { in: [...counts] } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Takes a job out of whoever's hand it is in. @param change what changes of it besides */
export async function freeJob(
  tx: Transaction,
  id: string,
  change: Partial<Pick<JobRow, "attempts" | "runAt">>,
): Promise<void> {
  await tx.job.update({ where: { id }, data: { ...unlocked, ...change } });
}

/** Gives back a job that a worker has in hand, if its count still is what it was; @param left the count that stays */
export async function giveBackJob(
  tx: Transaction,
  { id, lockedBy, attempts }: Pick<JobRow, "id" | "lockedBy" | "attempts">,
  left: number,
): Promise<void> {
  await tx.job.updateMany({ where: { id, lockedBy, attempts }, data: { ...unlocked, attempts: left } });
}

/** Gives back all that a worker has in hand. */
export async function giveBackAll(tx: Transaction, worker: string): Promise<void> {
  await tx.job.updateMany({ where: { lockedBy: worker }, data: unlocked });
}

/** Keeps a job in a worker's hand until then, if it is there still. */
export async function renewLease(
  tx: Transaction,
  { id, worker }: { id: string; worker: string },
  lockedUntil: Date,
): Promise<void> {
  await tx.job.updateMany({ where: { id, lockedBy: worker }, data: { lockedUntil } });
}

interface GraphileRow {
  waiting: number;
  running: number;
  dead: number;
  oldest: Date | null;
}

/** How much the queue has to do, as its own tables say. */
export async function queueFigures(
  { kind, prisma }: Pick<Database, "kind" | "prisma">,
  now: Date,
): Promise<QueueFigures> {
  if (kind === "postgres") return graphileFigures(prisma, now);
  const living = { deadAt: null };
  const locked = { lockedUntil: { gt: now } };
  const [all, running, dead, oldest] = await Promise.all([
    prisma.job.count({ where: living }),
    prisma.job.count({ where: { ...living, ...locked } }),
    prisma.job.count({ where: { deadAt: { not: null } } }),
    prisma.job.findFirst({
      where: { ...living, NOT: locked, runAt: { lte: now } },
      orderBy: { runAt: "asc" },
      select: { runAt: true },
    }),
  ]);
  return { waiting: all - running, running, dead, oldest_due_at: oldest?.runAt.toISOString() ?? null };
}

async function graphileFigures(tx: Transaction, now: Date): Promise<QueueFigures> {
  const [row] = await tx.$queryRaw<GraphileRow[]>`
    SELECT
      count(*) FILTER (WHERE locked_at IS NULL AND attempts < max_attempts)::int AS waiting,
      count(*) FILTER (WHERE locked_at IS NOT NULL)::int AS running,
      count(*) FILTER (WHERE locked_at IS NULL AND attempts >= max_attempts)::int AS dead,
      min(run_at) FILTER (WHERE locked_at IS NULL AND attempts < max_attempts AND run_at <= ${now}) AS oldest
    FROM graphile_worker.jobs`;
  return {
    waiting: row?.waiting ?? 0,
    running: row?.running ?? 0,
    dead: row?.dead ?? 0,
    oldest_due_at: row?.oldest?.toISOString() ?? null,
  };
}
