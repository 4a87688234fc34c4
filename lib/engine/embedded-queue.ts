import type { JsonObject } from "@/lib/contracts/json";
import type { Context } from "@/lib/orchestrator/context";
import type { Database } from "@/lib/store/client";
import { fromColumn, toColumn } from "@/lib/store/json-column";
import type { Handlers, Queue } from "./queue";
import { runLimited } from "./run-limited";
import { failuresOf, mostStrikes, retryDelay, strikesAfterFailure, type Tunables } from "./tunables";

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
  /** Strikes, this claim included. Whoever asks for the job while it runs sets the stored number to 0. */
  attempts: number;
  /** It is put aside at so many. */
  maxAttempts: number;
}

const unlocked = { lockedUntil: null, lockedBy: null };

/** The queue of a single process on a single file: jobs are rows, claimed by compare-and-swap under a lease. */
export class EmbeddedQueue implements Queue {
  private handlers: Handlers | null = null;
  private readonly inHand = new Map<string, Promise<void>>();
  private readonly worker: string;
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> | null = null;
  private lookAgain = false;

  constructor(private readonly options: Options) {
    this.worker = options.newId("worker");
  }

  readonly outbox: Queue["outbox"] = async (tx, jobs, now) => {
    for (const job of jobs) {
      const { kind, key } = job;
      const payload = toColumn(job.payload);
      const runAt = job.runAt ?? now;
      const there = await tx.job.findUnique({ where: { key } });
      if (!there) {
        const maxAttempts = mostStrikes(this.options.tunables);
        const id = this.options.newId("job");
        await tx.job.create({ data: { id, kind, payload, key, maxAttempts, runAt, createdAt: now } });
        continue;
      }
      const waits = there.lockedUntil === null && there.deadAt === null;
      const data = {
        payload,
        runAt: waits && there.runAt < runAt ? there.runAt : runAt,
        attempts: 0,
        deadAt: null,
        lastError: null,
      };
      await tx.job.update({ where: { key }, data });
    }
  };

  async start(handlers: Handlers): Promise<void> {
    const { db, clock, tunables, random } = this.options;
    // This process is the only one on the file: whatever is locked was left behind by one that died.
    for (const { id, attempts } of await db.prisma.job.findMany({ where: { lockedUntil: { not: null } } })) {
      // One that was left behind before may be what ends the process: it must not take the same others along again.
      const wait = attempts > 1 ? retryDelay(tunables, attempts - 1, random) : 0;
      const later = wait > 0 ? { runAt: new Date(clock().getTime() + wait) } : {};
      await db.prisma.job.update({ where: { id }, data: { ...unlocked, ...later } });
    }
    this.handlers = handlers;
    this.nudge();
  }

  nudge(): void {
    if (!this.handlers) return;
    if (this.looking) {
      this.lookAgain = true;
      return;
    }
    this.looking = this.look().finally(() => {
      this.looking = null;
      if (this.lookAgain) {
        this.lookAgain = false;
        this.nudge();
      }
    });
  }

  async stop(): Promise<void> {
    this.handlers = null;
    // A look that is under way may still claim a job.
    await this.looking;
    if (this.timer) clearTimeout(this.timer);
    const deadline = new Promise<void>((resolve) => {
      setTimeout(resolve, this.options.tunables.drain).unref();
    });
    await Promise.race([Promise.allSettled(this.inHand.values()), deadline]);
    // That this process ends is not the job's fault.
    await this.options.db.prisma.job.updateMany({
      where: { lockedBy: this.worker, attempts: { gt: 0 } },
      data: { ...unlocked, attempts: { decrement: 1 } },
    });
    await this.options.db.prisma.job.updateMany({ where: { lockedBy: this.worker }, data: unlocked });
  }

  /** Claims what is due and free, and sees to it that it looks again when the next job is due. */
  private async look(): Promise<void> {
    const { db, clock, tunables, log } = this.options;
    try {
      const now = clock();
      const free = tunables.concurrency - this.inHand.size;
      if (free > 0) await this.claimDue(now, free);
      const next = await db.prisma.job.findFirst({
        where: { deadAt: null, lockedUntil: null, runAt: { gt: now } },
        orderBy: { runAt: "asc" },
        select: { runAt: true },
      });
      const wait = next ? next.runAt.getTime() - clock().getTime() : tunables.poll;
      this.wakeIn(Math.min(tunables.poll, Math.max(1, wait)));
    } catch (error) {
      log.error({ err: error }, "The queue could not look for jobs");
      this.wakeIn(tunables.poll);
    }
  }

  private async claimDue(now: Date, free: number): Promise<void> {
    const { db, tunables } = this.options;
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
      const { handlers } = this;
      if (!handlers) return;
      if (this.inHand.has(job.id)) continue;
      const attempts = job.attempts + 1;
      const { count } = await db.prisma.job.updateMany({
        where: { id: job.id, lockedUntil: job.lockedUntil, attempts: job.attempts },
        data: {
          lockedUntil: new Date(now.getTime() + tunables.lease),
          lockedBy: this.worker,
          attempts,
        },
      });
      if (count === 1)
        this.take(handlers, { ...job, attempts, payload: fromColumn<JsonObject>(job.payload) });
    }
  }

  private wakeIn(ms: number): void {
    if (this.timer) clearTimeout(this.timer);
    if (this.handlers) this.timer = setTimeout(() => this.nudge(), ms);
  }

  private take(handlers: Handlers, job: ClaimedJob): void {
    const done = this.work(handlers, job)
      .catch((error) => this.options.log.error({ err: error, job: job.id }, "A job could not be put back"))
      .finally(() => {
        this.inHand.delete(job.id);
        this.nudge();
      });
    this.inHand.set(job.id, done);
  }

  private async work(handlers: Handlers, job: ClaimedJob): Promise<void> {
    const { db, clock, tunables, reached } = this.options;
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
      if (job.attempts > job.maxAttempts) throw new Error("Each process that tried it ended");
      const again = await runLimited(tunables.longestTry, () => handlers.run(job.kind, job.payload));
      reached("job:before-acknowledge");
      await this.acknowledge(job, again);
      reached("job:after-acknowledge");
    } catch (error) {
      await this.failed(handlers, job, error);
    } finally {
      clearInterval(heartbeat);
    }
  }

  private async acknowledge({ id, attempts }: ClaimedJob, again: Date | null): Promise<void> {
    const { job } = this.options.db.prisma;
    const untouched = { id, attempts };
    const { count } = again
      ? await job.updateMany({ where: untouched, data: { ...unlocked, runAt: again, attempts: 0 } })
      : await job.deleteMany({ where: untouched });
    if (count === 0) await this.release(id);
  }

  /** Lets a job wait for the run that somebody asked for while it ran. */
  private async release(id: string): Promise<void> {
    await this.options.db.prisma.job.updateMany({
      where: { id, lockedBy: this.worker, attempts: 0 },
      data: unlocked,
    });
  }

  private async failed(handlers: Handlers, job: ClaimedJob, error: unknown): Promise<void> {
    const { db, clock, random, log, tunables } = this.options;
    const { id, kind } = job;
    const reason = error instanceof Error ? error.message : String(error);
    const attempts = strikesAfterFailure(tunables, job.attempts);
    const failures = failuresOf(tunables, attempts);
    const dead = attempts >= job.maxAttempts;
    log.warn({ err: error, job: id, kind, failures }, dead ? "A job was put aside" : "A job failed");
    if (dead) await handlers.gaveUp(kind, job.payload, reason);
    const { count } = await db.prisma.job.updateMany({
      where: { id, attempts: job.attempts },
      data: {
        ...unlocked,
        attempts,
        lastError: reason.slice(0, 2000),
        runAt: new Date(clock().getTime() + retryDelay(tunables, failures, random)),
        deadAt: dead ? clock() : null,
      },
    });
    if (count === 0) await this.release(id);
  }
}
