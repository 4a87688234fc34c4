import type { QueueFigures } from "@/lib/contracts/health";
import type { Database, Transaction } from "./connection/client";

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
