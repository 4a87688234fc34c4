import type { Pool } from "pg";
import type { JsonObject } from "@/lib/contracts/json";
import type { Context } from "@/lib/orchestrator/context";
import { postgresConnection } from "@/lib/store/connection/postgres-connection";
import {
  addJob,
  aloneFlag,
  deadJobs,
  delayJob,
  freeLeftBehind,
  hastenFailedJobs,
  isAloneDue,
  laneOfFlags,
  overdueJobs,
  removeJob,
  shortestWait,
  unlockWorkers,
} from "./graphile-jobs";
import { GraphilePool, type JobInHand } from "./graphile-pool";
import { installSchema } from "./graphile-schema";
import { HeldUp } from "./held-up";
import { Instance } from "./instance";
import { LaneWatch } from "./lane-watch";
import { OwnJobs } from "./own-jobs";
import { Places } from "./places";
import type { Handlers, Queue } from "./queue";
import { runLimited } from "./run-limited";
import { failuresOf, retryDelay, strikesAfterFailure } from "./strikes";
import type { Tunables } from "./tunables";

interface Options {
  /** `postgresql://…` */
  url: string;
  log: Context["log"];
  newId: (prefix: string) => string;
  random: () => number;
  tunables: Tunables;
  /** Told at each crash point of a job. */
  reached: Context["reached"];
}

/** Looked for due jobs at the very time, when it is not further away; else the poll finds them. */
const longestTimer = 60_000;
/** A stop waits so long for claims that are on their way; what comes later is freed as a dead worker's is. */
const longestClaim = 2_000;
/** The queue's own connections: one listens, the others claim and finish jobs. */
const connections = 5;
/** Who waits longer for a connection is told so and tries again: nothing may wait for ever, `tend` least of all. */
const longestConnect = 10_000;

/** The work of an instance that has started. */
interface Work {
  handlers: Handlers;
  pool: Pool;
  instance: Instance;
  workers: GraphilePool;
}

/** The queue of any number of instances on one PostgreSQL, kept by graphile-worker. */
export class GraphileQueue implements Queue {
  private work: Work | null = null;
  /** Pools that a broken connection has thinned out: replaced, and still at work on their last jobs. */
  private readonly retired = new Set<GraphilePool>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly places: Places;
  private readonly watch: LaneWatch;
  private readonly heldUp: HeldUp;
  private readonly own: OwnJobs;
  /** True where a job may be due that no worker looks for: each was told to leave its lane alone. */
  private mayWait = false;
  /** Every id under which this process has ever locked jobs. */
  private readonly ownWorkers = new Set<string>();
  private heart: NodeJS.Timeout | null = null;
  private poll: NodeJS.Timeout | null = null;
  private tending: Promise<void> = Promise.resolve();

  constructor(private readonly options: Options) {
    this.places = new Places(
      options.tunables,
      () => Date.now(),
      () => {
        this.own.serve();
        this.work?.workers.nudge();
      },
    );
    this.watch = new LaneWatch(this.places, options.tunables.concurrency, (workers) =>
      this.work?.workers.nudge(workers),
    );
    this.heldUp = new HeldUp({
      places: this.places,
      tunables: options.tunables,
      log: options.log,
      overdue: async (lanes, ms, most) => (this.work ? overdueJobs(this.work.pool, lanes, ms, most) : []),
    });
    const { tunables, log, newId, random, reached } = options;
    this.own = new OwnJobs({
      ...{ tunables, log, newId, random, reached, places: this.places },
      working: () => this.work,
      left: (place) => this.leftOwn(place),
      wakeAt: (due) => this.wakeAt(due),
      missed: () => this.nudge(),
      outOfTries: () => this.giveUpDeadJobs(),
    });
    this.ownWorkers.add(this.own.worker);
  }

  readonly outbox: Queue["outbox"] = (jobs, now) => this.own.outbox(jobs, now);

  private leftOwn(place: string): void {
    this.watch.left(place);
    this.own.serve();
    if (!this.mayWait) return;
    this.mayWait = false;
    this.nudge();
  }

  /** What a worker leaves alone that looks for a job now. */
  private forbidden(handlers: Handlers, claiming: number): string[] {
    const flags = this.watch.forbidden(handlers.lanes, claiming);
    this.mayWait ||= flags.some((flag) => flag !== aloneFlag);
    return flags;
  }

  nudge(): void {
    this.work?.workers.nudge();
  }

  async start(handlers: Handlers): Promise<void> {
    const { url, log, newId, tunables } = this.options;
    const { Pool } = await import("pg");
    const pool = new Pool({
      ...postgresConnection(url, "jobs"),
      max: connections,
      connectionTimeoutMillis: longestConnect,
    });
    // A broken connection is replaced at its next use; without a listener its error would end the process.
    const broken = (error: Error) =>
      log.warn({ event: "queue_connection_lost", err: error }, "The queue lost a connection to the database");
    pool.on("error", broken);
    pool.on("connect", (client) => client.on("error", () => {}));
    await installSchema(pool, log);
    const instance = new Instance(pool, newId("instance"), tunables.deadAfter);
    this.work = { handlers, pool, instance, workers: await this.startWorkers(handlers, pool, instance) };
    this.heldUp.start(handlers);
    this.poll = setInterval(() => this.watch.catchUp(), tunables.poll).unref();
    await this.tend();
  }

  async stop(): Promise<void> {
    const { work } = this;
    if (!work) return;
    this.work = null;
    await this.heldUp.stop();
    if (this.heart) clearTimeout(this.heart);
    if (this.poll) clearInterval(this.poll);
    for (const timer of this.timers) clearTimeout(timer);
    await this.tending;
    const { pool, instance, workers } = work;
    const all = [workers, ...this.retired];
    const ended = Promise.allSettled([...all.map((one) => one.end()), this.own.done()]);
    const { drain } = this.options.tunables;
    const inTime = await within(drain, ended);
    // A claim that is granted after this would lock its job again.
    await within(longestClaim, Promise.all(all.map((one) => one.quiet())));
    await unlockWorkers(pool, [this.own.worker, ...all.flatMap((one) => one.workerIds)]);
    await instance.leave();
    // A job that is still at work finishes its row with these connections.
    if (inTime) await pool.end();
    else void ended.then(() => pool.end());
  }

  private startWorkers(handlers: Handlers, pool: Pool, instance: Instance): Promise<GraphilePool> {
    const { log, tunables } = this.options;
    const started = GraphilePool.start({
      pool,
      log,
      kinds: handlers.kinds,
      // Those that wait beside have a worker each, too. That each of them polls is too much: one is nudged to, see `start`.
      concurrency: tunables.concurrency + tunables.waiting,
      poll: longestTimer,
      // Listed before they lock anything: what an unlisted worker has locked is taken for left behind.
      beforeWork: async () => this.beat(instance, await started),
      run: (kind, payload, job) => this.run(handlers, pool, kind, payload, job),
      forbidden: (claiming) => this.forbidden(handlers, claiming),
      taken: ({ id, flags }) => this.places.take(id, laneOfFlags(flags), flags?.[aloneFlag] === true),
      left: ({ id }) => this.watch.left(id),
      looked: (found) => this.watch.looked(found),
      failed: (job) => void this.afterFailure(pool, job),
      done: () => this.options.reached("job:after-acknowledge"),
    });
    return started;
  }

  private async beat(instance: Instance, workers: GraphilePool): Promise<void> {
    const pools = new Set([workers, ...this.retired]);
    const ids = [...[...pools].flatMap(({ workerIds }) => workerIds), this.own.worker];
    for (const id of ids) this.ownWorkers.add(id);
    await instance.beat(ids);
  }

  private async run(
    handlers: Handlers,
    pool: Pool,
    kind: string,
    payload: JsonObject,
    job: JobInHand,
  ): Promise<void> {
    const { tunables, reached, log } = this.options;
    reached("job:claimed");
    try {
      const again = await runLimited(tunables.longestTry, () => handlers.run(kind, payload, null));
      reached("job:before-acknowledge");
      // A new row takes the key, and this one is done: there is no moment without either.
      const lane = laneOfFlags(job.flags);
      if (again && job.key !== null) await this.addAgain(pool, { kind, payload, key: job.key, lane }, again);
    } catch (error) {
      const strikes = strikesAfterFailure(tunables, job.attempts);
      const failures = failuresOf(tunables, strikes);
      const last = strikes >= job.max_attempts;
      log.warn(
        { event: last ? "job_put_aside" : "job_failed", err: error, job: job.id, kind, failures },
        last ? "A job was put aside" : "A job failed",
      );
      throw error;
    }
  }

  private async addAgain(
    pool: Pool,
    job: { kind: string; payload: JsonObject; key: string; lane: string },
    again: Date,
  ): Promise<void> {
    const runAt = new Date(Math.max(again.getTime(), Date.now() + shortestWait));
    const query = async (sql: string, values: unknown[]) => (await pool.query(sql, values)).rows;
    await addJob(query, { ...job, runAt }, this.options.tunables);
    this.wakeAt(runAt);
  }

  /** Lets a worker of this instance look when a job is due; should it be gone by then, the others' polls find it. */
  private wakeAt(due: Date): void {
    const wait = due.getTime() - Date.now();
    if (wait > longestTimer || !this.work) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.work?.workers.nudge();
    }, wait + 2);
    this.timers.add(timer);
  }

  private async afterFailure(pool: Pool, { id, attempts, max_attempts }: JobInHand): Promise<void> {
    const { tunables, random, log } = this.options;
    try {
      const strikes = Math.min(max_attempts, strikesAfterFailure(tunables, attempts));
      const delay = retryDelay(tunables, failuresOf(tunables, strikes), random);
      // graphile-worker has put it back to wait e^attempts seconds; should this fail, `tend` sees to it.
      await delayJob(pool, id, delay, strikes);
      if (strikes === max_attempts) return await this.giveUpDeadJobs();
      this.wakeAt(new Date(Date.now() + delay));
    } catch (error) {
      log.warn(
        { event: "job_not_put_back", err: error, job: id },
        "A failed job could not be put back in order",
      );
    }
  }

  /** Ends what jobs without a try left would leave standing (law 4), those of dead workers too. */
  private async giveUpDeadJobs(): Promise<void> {
    if (!this.work) return;
    const { handlers, pool } = this.work;
    for (const { id, kind, payload, key, lastError, died } of await deadJobs(pool)) {
      // First the end, then the row: a crash in between leads to another look.
      const reason = died || lastError === null ? "each process that tried it ended" : lastError;
      if (key !== null) await handlers.gaveUp(kind, payload, { reason, died });
      await removeJob(pool, id);
    }
  }

  /** Says that this instance lives, sees to those that do not, and comes again. */
  private tend(): Promise<void> {
    this.tending = this.tendOnce()
      .catch((error) =>
        this.options.log.warn({ event: "queue_not_tended", err: error }, "The queue could not be tended"),
      )
      .finally(() => {
        if (this.work) this.heart = setTimeout(() => this.tend(), this.options.tunables.heartbeat);
      });
    return this.tending;
  }

  private async tendOnce(): Promise<void> {
    const { work } = this;
    if (!work) return;
    const { handlers, pool, instance } = work;
    const { tunables, random, log } = this.options;
    // First of all, for it fails while the database is away, and nothing below would be of use then.
    await this.beat(instance, work.workers);
    if (work.workers.broken) {
      this.retire(work.workers);
      work.workers = await this.startWorkers(handlers, pool, instance);
    }
    const gone = await instance.workersGone();
    if (gone.length > 0) {
      // That the database went away under a worker of ours is no death of its job.
      await unlockWorkers(
        pool,
        gone.filter((id) => this.ownWorkers.has(id)),
      );
      const others = gone.filter((id) => !this.ownWorkers.has(id));
      await freeLeftBehind(pool, others, tunables, (deaths) => retryDelay(tunables, deaths, random));
      log.warn(
        { event: "instance_gone", workers: gone.length },
        "Took over the jobs of workers that are gone",
      );
      for (const _ of gone) work.workers.nudge();
    }
    await this.own.freeUnknown(pool);
    await hastenFailedJobs(pool, tunables.backoff.most);
    await this.giveUpDeadJobs();
    if (this.places.isClosed) return;
    if (await isAloneDue(pool)) this.places.empty();
    else this.places.refill();
    if (this.places.isEmptied) work.workers.nudge();
  }

  private retire(workers: GraphilePool): void {
    this.retired.add(workers);
    void workers.end().finally(() => this.retired.delete(workers));
  }
}

/** Whether `work` ends within `ms` milliseconds. */
async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
