import type { JsonObject } from "@/lib/contracts/json";
import type { Context } from "@/lib/orchestrator/context";
import type { Database, Prisma } from "@/lib/store/client";
import { fromColumn } from "@/lib/store/json-column";
import { ownLane } from "@/lib/store/outbox";
import { addJob, freeLeftBehind, handBack, outside, overdueJobs, readKind, unlocked } from "./embedded-jobs";
import { HeldUp } from "./held-up";
import { Places } from "./places";
import type { Handlers, Queue } from "./queue";
import { runLimited } from "./run-limited";
import { failuresOf, fateOf, retryDelay, strikesAfterFailure } from "./strikes";
import type { Tunables } from "./tunables";

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

type StoredJob = Prisma.JobGetPayload<object>;

interface ClaimedJob {
  id: string;
  kind: string;
  payload: JsonObject;
  /** Strikes, this claim included. Whoever asks for the job while it runs turns the stored number below 0. */
  attempts: number;
  /** It is put aside at so many. */
  maxAttempts: number;
  /** The process died with it too often: it is not tried any more. */
  aside: boolean;
}

/** The queue of a single process on a single file: jobs are rows, claimed by compare-and-swap under a lease. */
export class EmbeddedQueue implements Queue {
  private handlers: Handlers | null = null;
  private readonly inHand = new Map<string, Promise<void>>();
  private readonly places: Places;
  private readonly heldUp: HeldUp;
  /** The jobs that must run alone. Only a start makes any: a process cannot count its own death. */
  private readonly alone = new Set<string>();
  /** After one of them the others get a turn. */
  private othersFirst = false;
  private readonly worker: string;
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> | null = null;
  private lookAgain = false;

  constructor(private readonly options: Options) {
    this.worker = options.newId("worker");
    this.places = new Places(
      options.tunables,
      () => options.clock().getTime(),
      () => this.nudge(),
    );
    const { db, clock, tunables, log } = options;
    this.heldUp = new HeldUp({
      places: this.places,
      tunables,
      log,
      overdue: (lanes, ms, most) => overdueJobs(db, lanes, new Date(clock().getTime() - ms), most),
    });
  }

  readonly outbox: Queue["outbox"] = async (tx, jobs, now) => {
    const { newId, tunables } = this.options;
    for (const job of jobs) await addJob(tx, job, { newId, tunables, now });
  };

  async start(handlers: Handlers): Promise<void> {
    const { db, clock, tunables, random } = this.options;
    for (const id of await freeLeftBehind(db, { tunables, random, now: clock() })) this.alone.add(id);
    this.handlers = handlers;
    this.heldUp.start(handlers);
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
    await this.heldUp.stop();
    // A look that is under way may still claim a job.
    await this.looking;
    if (this.timer) clearTimeout(this.timer);
    const deadline = new Promise<void>((resolve) => {
      setTimeout(resolve, this.options.tunables.drain).unref();
    });
    await Promise.race([Promise.allSettled(this.inHand.values()), deadline]);
    await handBack(this.options.db, this.worker);
  }

  /** Claims what is due and free, and sees to it that it looks again when the next job is due. */
  private async look(): Promise<void> {
    const { db, clock, tunables, log } = this.options;
    try {
      const now = clock();
      if (!this.places.isClosed && !(await this.claimAlone(now))) await this.claimDue(now);
      const next = await db.prisma.job.findFirst({
        where: { deadAt: null, lockedUntil: null, runAt: { gt: now } },
        orderBy: { runAt: "asc" },
        select: { runAt: true },
      });
      const wait = next ? next.runAt.getTime() - clock().getTime() : tunables.poll;
      this.wakeIn(Math.min(tunables.poll, Math.max(1, wait)));
    } catch (error) {
      log.error({ event: "queue_blind", err: error }, "The queue could not look for jobs");
      this.wakeIn(tunables.poll);
    }
  }

  /** @returns true while a job is due that must run alone: nothing else is claimed then */
  private async claimAlone(now: Date): Promise<boolean> {
    const { job } = this.options.db.prisma;
    if (this.alone.size === 0) return false;
    if (this.othersFirst) {
      this.othersFirst = false;
      return false;
    }
    const suspect = await job.findFirst({
      where: { id: { in: [...this.alone] }, deadAt: null, lockedUntil: null, runAt: { lte: now } },
      orderBy: { runAt: "asc" },
    });
    if (!suspect) {
      this.places.refill();
      return false;
    }
    this.places.empty();
    if (!this.places.isEmptied) return true;
    this.othersFirst = await this.claim(now, suspect, true);
    return true;
  }

  private async claimDue(now: Date): Promise<void> {
    const { db } = this.options;
    const full = new Set<string>();
    for (let known = -1; known < full.size; ) {
      known = full.size;
      const free = this.places.leftOf(ownLane);
      if (free <= 0) return;
      const due = await db.prisma.job.findMany({
        where: {
          deadAt: null,
          runAt: { lte: now },
          OR: [{ lockedUntil: null }, { lockedUntil: { lt: now } }],
          ...outside(full),
          ...(this.alone.size > 0 && { id: { notIn: [...this.alone] } }),
        },
        orderBy: { runAt: "asc" },
        take: free,
      });
      for (const job of due) {
        if (!this.handlers) return;
        if (this.places.has(job.id)) continue;
        const { lane } = readKind(job.kind);
        // With this lane left out there may be others behind it.
        if (this.places.leftOf(lane) <= 0) full.add(lane);
        else await this.claim(now, job, false);
      }
    }
  }

  private async claim(now: Date, job: StoredJob, alone: boolean): Promise<boolean> {
    const { db, tunables } = this.options;
    const { handlers } = this;
    if (!handlers) return false;
    const strikes = Math.abs(job.attempts);
    const aside = fateOf(tunables, strikes) === "aside";
    const attempts = aside ? strikes : strikes + 1;
    const { count } = await db.prisma.job.updateMany({
      where: { id: job.id, lockedUntil: job.lockedUntil, attempts: job.attempts },
      data: { lockedUntil: new Date(now.getTime() + tunables.lease), lockedBy: this.worker, attempts },
    });
    if (count === 0) return false;
    const { kind, lane } = readKind(job.kind);
    this.places.take(job.id, lane, alone);
    this.take(handlers, { ...job, kind, attempts, aside, payload: fromColumn(job.payload) });
    return true;
  }

  private wakeIn(ms: number): void {
    if (this.timer) clearTimeout(this.timer);
    if (this.handlers) this.timer = setTimeout(() => this.nudge(), ms);
  }

  private take(handlers: Handlers, job: ClaimedJob): void {
    const done = this.work(handlers, job)
      .catch((error) =>
        this.options.log.error(
          { event: "job_not_put_back", err: error, job: job.id },
          "A job could not be put back",
        ),
      )
      .finally(() => {
        this.inHand.delete(job.id);
        this.places.free(job.id);
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
      if (job.aside) throw new Error("Each process that tried it ended");
      const again = await runLimited(tunables.longestTry, () => handlers.run(job.kind, job.payload));
      this.alone.delete(job.id);
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
      where: { id, lockedBy: this.worker, attempts: { lt: 0 } },
      data: { ...unlocked, attempts: 0 },
    });
  }

  private async failed(handlers: Handlers, job: ClaimedJob, error: unknown): Promise<void> {
    const { db, clock, random, log, tunables } = this.options;
    const { id, kind, aside } = job;
    const reason = error instanceof Error ? error.message : String(error);
    const attempts = aside ? job.attempts : strikesAfterFailure(tunables, job.attempts);
    const failures = failuresOf(tunables, attempts);
    const dead = aside || attempts >= job.maxAttempts;
    log.warn(
      { event: dead ? "job_put_aside" : "job_failed", err: error, job: id, kind, failures },
      dead ? "A job was put aside" : "A job failed",
    );
    if (dead) {
      await handlers.gaveUp(kind, job.payload, { reason, died: aside });
      this.alone.delete(id);
    }
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
