import { EventEmitter } from "node:events";
import type { Worker, WorkerEvents, WorkerPool } from "graphile-worker";
import type { Pool } from "pg";
import { JsonObject } from "@/lib/contracts/json";
import type { Context } from "@/lib/orchestrator/context";

/** A job as its worker has it in hand. */
export interface JobInHand {
  id: string;
  key: string | null;
  /** Strikes, this claim included; it is put aside at `max_attempts`. */
  attempts: number;
  max_attempts: number;
  flags: Record<string, true> | null;
}

interface Options {
  pool: Pool;
  log: Context["log"];
  kinds: readonly string[];
  concurrency: number;
  poll: number;
  /** Done before the first job is taken. */
  beforeWork(): Promise<void>;
  run(kind: string, payload: JsonObject, job: JobInHand): Promise<void>;
  /** The flags that a worker must leave alone which looks for a job now, while `claiming` others do. */
  forbidden(claiming: number): string[];
  taken(job: JobInHand): void;
  /** Nobody has it in hand any more, however it went. */
  left(job: JobInHand): void;
  /** Nobody looks for a job any more; `found` is false when the last one got none. */
  looked(found: boolean): void;
  /** A try failed, and the job is back in the queue or, after its last try, out of it. */
  failed(job: JobInHand): void;
  /** A job is done, and its row is gone. */
  done(): void;
}

/** graphile-worker's workers of one process, without its signal handlers and its console. */
export class GraphilePool {
  /** Every worker that may still hold a job. */
  private readonly workers = new Set<Worker>();
  /** Those that take new ones: graphile-worker forbids to nudge the others. */
  private readonly active = new Set<Worker>();
  /** Those that wait to hear whether they get a job. */
  private readonly claiming = new Set<Worker>();
  /** How many look for a job, from the moment on in which they are told what to leave alone. */
  private looking = 0;
  private onQuiet: (() => void) | null = null;
  private workerPool: WorkerPool | null = null;
  private ending = false;
  /**
   * True when the database went away under a worker: it ended by itself, or it did not hear whether its claim of a job
   * was granted. What it may have locked without knowing is freed once it is off the list of workers.
   */
  broken = false;

  static async start({ pool, log, kinds, ...options }: Options): Promise<GraphilePool> {
    const { runTaskList } = await import("graphile-worker");
    const self = new GraphilePool();
    const events: WorkerEvents = new EventEmitter();
    events.on("worker:create", ({ worker }) => {
      self.workers.add(worker);
      self.active.add(worker);
    });
    events.on("worker:release", ({ worker }) => self.active.delete(worker));
    events.on("worker:stop", ({ worker }) => {
      self.workers.delete(worker);
      self.active.delete(worker);
      if (!self.ending) self.broken = true;
    });
    events.on("worker:getJob:start", ({ worker }) => self.claiming.add(worker));
    const looked = (found: boolean) => {
      self.looking -= 1;
      if (self.looking === 0) options.looked(found);
    };
    events.on("worker:getJob:empty", ({ worker }) => {
      self.claimed(worker);
      looked(false);
    });
    events.on("job:start", ({ worker, job }) => {
      self.claimed(worker);
      options.taken(job);
      looked(true);
    });
    events.on("worker:getJob:error", ({ worker }) => {
      self.claimed(worker);
      looked(false);
      if (!self.ending) self.broken = true;
    });
    events.on("worker:fatalError", ({ worker }) => {
      const job = worker.getActiveJob();
      if (job) options.left(job);
    });
    events.on("job:complete", ({ job, error }) => {
      options.left(job);
      if (error) options.failed(job);
      else options.done();
    });
    // All workers are made before the first of them gets here, so that this knows them all.
    let before: Promise<void> | null = null;
    const plugin: GraphileConfig.Plugin = {
      name: "countersign",
      version: "1.0.0",
      worker: {
        hooks: {
          startWorker: () => {
            before ??= Promise.resolve().then(options.beforeWork);
            return before;
          },
        },
      },
    };
    const task = (kind: string) => (payload: unknown, helpers: { job: JobInHand }) =>
      options.run(kind, JsonObject.parse(payload), helpers.job);
    self.workerPool = runTaskList(
      {
        logger: await quietLogger(() => self.ending, log),
        events,
        noHandleSignals: true,
        // Asked right before each look, and each look ends in one of the three events above.
        forbiddenFlags: () => {
          const flags = options.forbidden(self.looking);
          self.looking += 1;
          return flags;
        },
        concurrency: options.concurrency,
        pollInterval: options.poll,
        preset: { plugins: [plugin] },
      },
      Object.fromEntries(kinds.map((kind) => [kind, task(kind)])),
      pool,
    );
    return self;
  }

  /** The ids under which its workers lock jobs. */
  get workerIds(): string[] {
    return [...this.workers].map(({ workerId }) => workerId);
  }

  /** Lets so many idle workers look for a job now. */
  nudge(count = 1): void {
    for (let left = count; left > 0; left--) if (![...this.active].some((worker) => worker.nudge())) return;
  }

  /** Resolves when no worker waits to hear whether it gets a job; after `end` none will claim one again. */
  async quiet(): Promise<void> {
    if (this.claiming.size === 0) return;
    await new Promise<void>((resolve) => {
      this.onQuiet = resolve;
    });
  }

  private claimed(worker: Worker): void {
    this.claiming.delete(worker);
    if (this.claiming.size === 0) this.onQuiet?.();
  }

  /** Takes no more jobs; resolves when those in hand are done, however long that takes. */
  async end(): Promise<void> {
    if (this.ending) return;
    this.ending = true;
    await this.workerPool?.gracefulShutdown();
  }
}

/** What graphile-worker says that we do not say ourselves, in our log. */
export async function quietLogger(isEnding: () => boolean, log: Context["log"]) {
  const { Logger } = await import("graphile-worker");
  return new Logger(() => (level, message, meta) => {
    const known = meta?.failure === true || isEnding();
    if (!known && (level === "error" || level === "warning"))
      log.warn({ event: "queue_trouble", from: "graphile-worker" }, message);
  });
}
