import type { JsonObject } from "@/lib/contracts/json";
import type { Context } from "@/lib/orchestrator/context";
import type { Database } from "@/lib/store/client";
import { fromColumn, toColumn } from "@/lib/store/json-column";
import type { NewJob } from "@/lib/store/outbox";
import type { Handlers, Queue } from "./queue";
import { retryDelay, type Tunables } from "./tunables";

interface Options {
  db: Database;
  log: Context["log"];
  clock: () => Date;
  newId: (prefix: string) => string;
  random: () => number;
  tunables: Tunables;
  /** Told at each crash point of a job. */
  reached: Context["reached"];
}

interface ClaimedJob {
  id: string;
  kind: string;
  payload: JsonObject;
  attempts: number;
  maxAttempts: number;
}

/** The queue of a single process on a single file: jobs are rows, claimed by compare-and-swap under a lease. */
export class EmbeddedQueue implements Queue {
  private handlers: Handlers | null = null;
  private readonly inHand = new Map<string, Promise<void>>();
  private readonly worker: string;
  private timer: NodeJS.Timeout | null = null;
  private looking = false;
  private lookAgain = false;

  constructor(private readonly options: Options) {
    this.worker = options.newId("worker");
  }

  readonly outbox: Queue["outbox"] = async (tx, jobs, now) => {
    for (const job of jobs)
      await tx.job.upsert({ where: { key: job.key }, create: this.row(job, now), update: {} });
  };

  private row({ kind, payload, key, runAt }: NewJob, now: Date) {
    const { maxAttempts } = this.options.tunables;
    const id = this.options.newId("job");
    return { id, kind, payload: toColumn(payload), key, maxAttempts, runAt: runAt ?? now, createdAt: now };
  }

  async start(handlers: Handlers): Promise<void> {
    // This process is the only one on the file: whatever is locked was left behind by one that died.
    await this.options.db.prisma.job.updateMany({
      where: { lockedUntil: { not: null } },
      data: { lockedUntil: null, lockedBy: null },
    });
    this.handlers = handlers;
    this.nudge();
  }

  nudge(): void {
    if (!this.handlers) return;
    if (this.looking) {
      this.lookAgain = true;
      return;
    }
    this.looking = true;
    void this.look().finally(() => {
      this.looking = false;
      if (this.lookAgain) {
        this.lookAgain = false;
        this.nudge();
      }
    });
  }

  async stop(): Promise<void> {
    this.handlers = null;
    if (this.timer) clearTimeout(this.timer);
    const deadline = new Promise<void>((resolve) => {
      setTimeout(resolve, this.options.tunables.drain).unref();
    });
    await Promise.race([Promise.allSettled(this.inHand.values()), deadline]);
    await this.options.db.prisma.job.updateMany({
      where: { lockedBy: this.worker },
      data: { lockedUntil: null, lockedBy: null },
    });
  }

  /** Claims what is due and free, and sees to it that it looks again when the next job is due. */
  private async look(): Promise<void> {
    try {
      const { db, clock, tunables } = this.options;
      const now = clock();
      const free = tunables.concurrency - this.inHand.size;
      if (free > 0) {
        const due = await db.prisma.job.findMany({
          where: {
            deadAt: null,
            runAt: { lte: now },
            OR: [{ lockedUntil: null }, { lockedUntil: { lt: now } }],
          },
          orderBy: { runAt: "asc" },
          take: free,
        });
        for (const job of due) {
          if (this.inHand.has(job.id)) continue;
          const { count } = await db.prisma.job.updateMany({
            where: { id: job.id, lockedUntil: job.lockedUntil },
            data: { lockedUntil: new Date(now.getTime() + tunables.lease), lockedBy: this.worker },
          });
          if (count === 1) this.take({ ...job, payload: fromColumn<JsonObject>(job.payload) });
        }
      }
      const next = await db.prisma.job.findFirst({
        where: { deadAt: null, lockedUntil: null, runAt: { gt: now } },
        orderBy: { runAt: "asc" },
        select: { runAt: true },
      });
      const wait = next ? next.runAt.getTime() - clock().getTime() : tunables.poll;
      this.wakeIn(Math.min(tunables.poll, Math.max(1, wait)));
    } catch (error) {
      this.options.log.error({ err: error }, "The queue could not look for jobs");
      this.wakeIn(this.options.tunables.poll);
    }
  }

  private wakeIn(ms: number): void {
    if (this.timer) clearTimeout(this.timer);
    if (this.handlers) this.timer = setTimeout(() => this.nudge(), ms);
  }

  private take(job: ClaimedJob): void {
    const done = this.work(job)
      .catch((error) => this.options.log.error({ err: error, job: job.id }, "A job could not be put back"))
      .finally(() => {
        this.inHand.delete(job.id);
        this.nudge();
      });
    this.inHand.set(job.id, done);
  }

  private async work(job: ClaimedJob): Promise<void> {
    const { db, clock, tunables, reached } = this.options;
    const { handlers } = this;
    if (!handlers) return;
    reached("job:claimed");
    const heartbeat = setInterval(() => {
      const lockedUntil = new Date(clock().getTime() + tunables.lease);
      db.prisma.job
        .updateMany({ where: { id: job.id, lockedBy: this.worker }, data: { lockedUntil } })
        .catch(() => {
          // A heartbeat that is missed shortens the lease, no more; every job may be run twice.
        });
    }, tunables.lease / 3);
    try {
      const again = await handlers.run(job.kind, job.payload);
      reached("job:before-acknowledge");
      if (again) {
        await db.prisma.job.updateMany({
          where: { id: job.id },
          data: { runAt: again, attempts: 0, lockedUntil: null, lockedBy: null },
        });
      } else await db.prisma.job.deleteMany({ where: { id: job.id } });
      reached("job:after-acknowledge");
    } catch (error) {
      await this.failed(handlers, job, error);
    } finally {
      clearInterval(heartbeat);
    }
  }

  private async failed(handlers: Handlers, job: ClaimedJob, error: unknown): Promise<void> {
    const { db, clock, random, log, tunables } = this.options;
    const attempts = job.attempts + 1;
    const reason = error instanceof Error ? error.message : String(error);
    const dead = attempts >= job.maxAttempts;
    log.warn(
      { err: error, job: job.id, kind: job.kind, attempts },
      dead ? "A job was put aside" : "A job failed",
    );
    if (dead) await handlers.gaveUp(job.kind, job.payload, reason);
    await db.prisma.job.updateMany({
      where: { id: job.id },
      data: {
        attempts,
        lastError: reason.slice(0, 2000),
        runAt: new Date(clock().getTime() + retryDelay(tunables, attempts, random)),
        deadAt: dead ? clock() : null,
        lockedUntil: null,
        lockedBy: null,
      },
    });
  }
}
