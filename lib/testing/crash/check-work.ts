import { terminalStatuses } from "@/lib/contracts/words";
import type { Database } from "@/lib/store/client";
import type { Outcome, Remains } from "./check";

/** Law 4: every run rests with a question that can be answered or has ended, and no work was given up in silence. */
export async function checkWork({ db }: Remains): Promise<Outcome> {
  const faults: string[] = [];
  const runs = await db.prisma.run.findMany({
    select: { id: true, status: true, step: true, reviews: { where: { closedAt: null } } },
  });
  const byStatus = new Map<string, number>();
  for (const { id, status, step, reviews } of runs) {
    byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
    const ended = terminalStatuses.some((one) => one === status);
    if (!ended && status !== "awaiting_human") faults.push(`${id} is stuck: ${status} at ${step}`);
    if (reviews.length !== (status === "awaiting_human" ? 1 : 0))
      faults.push(`${id} is ${status} and has ${reviews.length} open reviews`);
  }
  const waiting = runs.filter(({ status }) => status === "awaiting_human").map(({ id }) => id);
  const { dead, forRuns } = await deadJobs(db);
  for (const run of forRuns) {
    const status = runs.find(({ id }) => id === run)?.status;
    if (status !== "failed" && status !== "cancelled")
      faults.push(`A job of ${run}, which is ${status}, was given up`);
  }
  return { figures: { waiting: waiting.length, deadJobs: dead, ...Object.fromEntries(byStatus) }, faults };
}

/** Jobs that were put aside after their last try, whichever queue keeps them. */
async function deadJobs(db: Database): Promise<{ dead: number; forRuns: string[] }> {
  const payloads =
    db.kind === "sqlite"
      ? (await db.prisma.job.findMany({ where: { deadAt: { not: null } } })).map(({ payload }) => payload)
      : await db.prisma
          .$queryRawUnsafe<{ payload: unknown }[]>(
            "select payload from graphile_worker._private_jobs where attempts >= max_attempts",
          )
          .then((rows) => rows.map(({ payload }) => payload));
  return { dead: payloads.length, forRuns: payloads.map((payload) => String(Object(payload).run_id)) };
}
