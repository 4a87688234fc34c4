import { EventEmitter } from "node:events";
import type { Worker, WorkerEvents, WorkerPool } from "graphile-worker";
import type { Pool } from "pg";
import { JsonObject } from "@/lib/contracts/json";
import type { Context } from "@/lib/orchestrator/context";

/** A job as its worker has it in hand. */
export interface JobInHand {
  id: string;
  key: string | null;
  /** Tries, this one included. */
  attempts: number;
  max_attempts: number;
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
  private workerPool: WorkerPool | null = null;
  private ending = false;
  /** True when a worker ended by itself, as it does when the database goes away under it. */
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
    events.on("job:complete", ({ job, error }) => {
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

  /** Lets an idle worker look for a job now. */
  nudge(): void {
    [...this.active].some((worker) => worker.nudge());
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
    if (!known && (level === "error" || level === "warning")) log.warn({ from: "graphile-worker" }, message);
  });
}
