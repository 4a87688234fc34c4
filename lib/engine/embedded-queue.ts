import type { JsonObject } from "@/lib/contracts/json";
import type { Context } from "@/lib/orchestrator/context";
import type { Database, Prisma } from "@/lib/store/client";
import { fromColumn } from "@/lib/store/json-column";
import { laneOf, type NewJob, ownLane } from "@/lib/store/outbox";
import { addJob, freeLeftBehind, handBack, outside, overdueJobs, readKind, unlocked } from "./embedded-jobs";
import { HeldUp } from "./held-up";
import { Places } from "./places";
import type { Handlers, JobRow, Queue } from "./queue";
import { runLimited } from "./run-limited";
import { failuresOf, fateOf, mostStrikes, retryDelay, strikesAfterFailure } from "./strikes";
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

/** A job that is on its way into the queue. */
interface Coming {
  job: NewJob;
  id: string;
  /** True when a place is kept for it: its row is in this worker's hand from the first. */
  inHand: boolean;
  /** True when its row was added; another may hold its key. */
  added: boolean;
}

/**
 * The queue of a single process on a single file: jobs are rows. A new one that is due and finds a place is in hand
 * from its commit on, so that a death with it counts; what was left behind, has to wait, or lies in the future is
 * looked for, and claimed by compare-and-swap under a lease.
 */
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
  /** When the timer looks for due jobs, by the queue's clock. */
  private wakesAt = Number.POSITIVE_INFINITY;
  private looking: Promise<void> | null = null;
  private lookAgain = false;
  /** True while there may be due jobs that wait for a place. */
  private crowded = false;

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

  readonly outbox: Queue["outbox"] = (jobs, now) => {
    const { newId, tunables } = this.options;
    const coming = jobs.map((job): Coming => {
      const id = newId("job");
      return { job, id, inHand: this.keepPlace(id, job, now), added: false };
    });
    // A stop waits for what is being committed: it has to be handed back after that.
    const settle = this.expect(coming.filter(({ inHand }) => inHand));
    return {
      write: async (rows) => {
        const lockedUntil = new Date(now.getTime() + tunables.lease);
        const held = { lockedUntil, lockedBy: this.worker, attempts: 1 };
        for (const one of coming) {
          const { job, id, inHand } = one;
          one.added = await addJob(rows, job, { id, tunables, now }, inHand ? held : undefined);
        }
      },
      begin: () => {
        settle();
        for (const one of coming) this.begin(one, now);
      },
      dismiss: () => {
        settle();
        for (const { id } of coming) this.places.free(id);
        if (this.crowded) this.nudge();
      },
    };
  };

  /** Keeps a place for a job that is about to be committed, where there is one now. */
  private keepPlace(id: string, job: NewJob, now: Date): boolean {
    const { places } = this;
    const lane = laneOf(job);
    // Those that wait for a place come first.
    if (!this.handlers || this.crowded || this.alone.size > 0 || places.isClosed || places.isEmptying)
      return false;
    if ((job.runAt ?? now) > now || places.leftOf(lane) <= 0) return false;
    places.take(id, lane, false);
    return true;
  }

  /** @returns says that what was to be expected has come */
  private expect(coming: readonly Coming[]): () => void {
    let settle = () => {};
    const settled = new Promise<void>((resolve) => {
      settle = resolve;
    });
    for (const { id } of coming) this.inHand.set(id, settled);
    return () => {
      for (const { id } of coming) this.inHand.delete(id);
      settle();
    };
  }

  private begin({ job, id, inHand, added }: Coming, now: Date): void {
    const { handlers } = this;
    if (inHand && added && handlers) {
      const { kind, payload } = job;
      const maxAttempts = mostStrikes(this.options.tunables);
      this.take(handlers, { id, kind, payload, attempts: 1, maxAttempts, aside: false });
      return;
    }
    this.places.free(id);
    const due = job.runAt ?? now;
    if (due > now) this.wakeAt(due);
    else this.nudge();
  }

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
      const { places } = this;
      this.crowded = places.isClosed || (await this.claimAlone(now)) || (await this.claimDue(now));
      // Those that must run alone keep the others waiting, and wait for them.
      this.crowded ||= this.alone.size > 0 || places.isEmptying;
      const next = await db.prisma.job.findFirst({
        where: { deadAt: null, lockedUntil: null, runAt: { gt: now } },
        orderBy: { runAt: "asc" },
        select: { runAt: true },
      });
      this.wakeIn(next ? next.runAt.getTime() - clock().getTime() : tunables.poll);
    } catch (error) {
      log.error({ event: "queue_blind", err: error }, "The queue could not look for jobs");
      this.crowded = true;
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

  /** @returns whether some that are due may have found no place */
  private async claimDue(now: Date): Promise<boolean> {
    const { db } = this.options;
    const full = new Set<string>();
    let crowded = false;
    for (let known = -1; known < full.size; ) {
      known = full.size;
      const free = this.places.leftOf(ownLane);
      if (free <= 0) return true;
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
        if (!this.handlers) return true;
        if (this.places.has(job.id)) continue;
        const { lane } = readKind(job.kind);
        // With this lane left out there may be others behind it.
        if (this.places.leftOf(lane) <= 0) full.add(lane);
        else await this.claim(now, job, false);
      }
      if (due.length === free) crowded = true;
    }
    return crowded || full.size > 0;
  }

  private async claim(now: Date, job: StoredJob, alone: boolean): Promise<boolean> {
    const { db, tunables } = this.options;
    const { handlers } = this;
    if (!handlers) return false;
    const strikes = Math.abs(job.attempts);
    const aside = fateOf(tunables, strikes) === "aside";
    const attempts = aside ? strikes : strikes + 1;
    const { kind, lane } = readKind(job.kind);
    // Before the row is claimed: a commit that comes in between must not take the same place.
    this.places.take(job.id, lane, alone);
    let count = 0;
    try {
      ({ count } = await db.prisma.job.updateMany({
        where: { id: job.id, lockedUntil: job.lockedUntil, attempts: job.attempts },
        data: { lockedUntil: new Date(now.getTime() + tunables.lease), lockedBy: this.worker, attempts },
      }));
    } finally {
      if (count === 0) this.places.free(job.id);
    }
    if (count === 0) return false;
    this.take(handlers, { ...job, kind, attempts, aside, payload: fromColumn(job.payload) });
    return true;
  }

  /** Looks for due jobs after so long, and no later than the next poll. */
  private wakeIn(ms: number): void {
    if (this.timer) clearTimeout(this.timer);
    if (!this.handlers) return;
    const wait = Math.min(this.options.tunables.poll, Math.max(1, ms));
    this.wakesAt = this.options.clock().getTime() + wait;
    this.timer = setTimeout(() => this.nudge(), wait);
  }

  /** Looks for due jobs then, unless it does so earlier. */
  private wakeAt(due: Date): void {
    if (due.getTime() < this.wakesAt) this.wakeIn(due.getTime() - this.options.clock().getTime());
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
        if (this.crowded) this.nudge();
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
      let off = false;
      const row: JobRow = {
        takeOff: async (rows) => (await rows.remove("Job", untouched(job))) > 0,
        isOff: () => {
          off = true;
        },
      };
      const again = await runLimited(tunables.longestTry, () => handlers.run(job.kind, job.payload, row));
      this.alone.delete(job.id);
      reached("job:before-acknowledge");
      if (!off) await this.acknowledge(job, again);
      reached("job:after-acknowledge");
    } catch (error) {
      await this.failed(handlers, job, error);
    } finally {
      clearInterval(heartbeat);
    }
  }

  private async acknowledge(done: ClaimedJob, again: Date | null): Promise<void> {
    const { job } = this.options.db.prisma;
    const where = untouched(done);
    const { count } = again
      ? await job.updateMany({ where, data: { ...unlocked, runAt: again, attempts: 0 } })
      : await job.deleteMany({ where });
    if (count === 0) await this.release(done.id);
    else if (again) this.wakeAt(again);
  }

  /** Lets a job wait for the run that somebody asked for while it ran. */
  private async release(id: string): Promise<void> {
    await this.options.db.prisma.job.updateMany({
      where: { id, lockedBy: this.worker, attempts: { lt: 0 } },
      data: { ...unlocked, attempts: 0 },
    });
    this.crowded = true;
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
    const runAt = new Date(clock().getTime() + retryDelay(tunables, failures, random));
    const { count } = await db.prisma.job.updateMany({
      where: untouched(job),
      data: {
        ...unlocked,
        attempts,
        lastError: reason.slice(0, 2000),
        runAt,
        deadAt: dead ? clock() : null,
      },
    });
    if (count === 0) await this.release(id);
    else if (!dead) this.wakeAt(runAt);
  }
}

/** The row of a job in hand, unless somebody has asked for it meanwhile. */
function untouched({ id, attempts }: ClaimedJob) {
  return { id, attempts };
}
