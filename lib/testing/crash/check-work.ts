import { terminalStatuses } from "@/lib/contracts/words";
import type { Database } from "@/lib/store/connection/client";
import type { Outcome, Remains } from "./remains";

/** Law 4: every run rests with a question that can be answered or has ended, and no work was given up in silence. */
export async function checkWork({ db }: Remains): Promise<Outcome> {
  const faults: string[] = [];
  const runs = await db.prisma.run.findMany({
    select: { id: true, status: true, step: true, description: true },
  });
  const open = new Map<string, number>();
  for (const { runId } of await db.prisma.review.findMany({ where: { closedAt: null } }))
    open.set(runId, (open.get(runId) ?? 0) + 1);
  const byStatus = new Map<string, number>();
  for (const { id, status, step } of runs) {
    const reviews = open.get(id) ?? 0;
    byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
    const ended = terminalStatuses.some((one) => one === status);
    if (!ended && status !== "awaiting_human") faults.push(`${id} is stuck: ${status} at ${step}`);
    if (reviews !== (status === "awaiting_human" ? 1 : 0))
      faults.push(`${id} is ${status} and has ${reviews} open reviews`);
  }
  // A run that was in hand at too many deaths waits for a person and does not end by itself. One that was broken on
  // purpose has nothing to move on to.
  const broken = runs.filter(({ description }) => Object(description).exampleInput === null);
  const givenUp = await db.prisma.runEvent.findMany({
    where: {
      message: { contains: "rocess that tried it ended" },
      type: { in: ["run_failed", "attempt_finished"] },
    },
  });
  faults.push(
    ...givenUp
      .filter(({ runId }) => !broken.some(({ id }) => id === runId))
      .map(({ runId }) => `${runId} was given up because the server died`),
  );
  const { awaiting_human: waiting = 0, ...ended } = Object.fromEntries(byStatus);
  const handedOver = await db.prisma.runEvent.count({
    where: { message: { contains: "The server ended several times" }, type: "awaiting_human" },
  });
  return { figures: { waiting, ...ended, handedOver, deadJobs: await deadJobs(db) }, faults };
}

/** Jobs that were put aside after their last try, whichever queue keeps them. */
async function deadJobs(db: Database): Promise<number> {
  if (db.kind === "sqlite") return db.prisma.job.count({ where: { deadAt: { not: null } } });
  const rows = await db.prisma.$queryRawUnsafe<object[]>(
    "select id from graphile_worker._private_jobs where attempts >= max_attempts",
  );
  return rows.length;
}
