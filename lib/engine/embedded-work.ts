import type { Context } from "@/lib/orchestrator/context";
import type { Database } from "@/lib/store/connection/client";
import { renewLease, unlocked } from "@/lib/store/jobs";
import type { ClaimedJob } from "./embedded-jobs";
import type { Handlers, JobRow } from "./queue";
import { runLimited } from "./run-limited";
import { failuresOf, retryDelay, strikesAfterFailure } from "./strikes";
import type { Tunables } from "./tunables";

export interface EmbeddedOptions {
  db: Database;
  log: Context["log"];
  clock: () => Date;
  newId: (prefix: string) => string;
  random: () => number;
  tunables: Tunables;
  /** Told at each crash point of a job. */
  reached: Context["reached"];
}

/** What the queue is told of a job in hand. */
interface Told {
  /** The process has not ended with it: it need not run alone any more. */
  survived(id: string): void;
  /** It waits, until then. */
  dueAt(at: Date): void;
  /** It waits and is due: somebody asked for it while it ran. */
  dueNow(): void;
}

/** The jobs that one worker of the embedded queue has in hand, from their claim to what becomes of their rows. */
export class EmbeddedWork {
  constructor(
    private readonly options: EmbeddedOptions,
    private readonly worker: string,
    private readonly told: Told,
  ) {}

  /** Does a job, and takes its row off or puts it back; throws only where that failed. */
  async carryOut(handlers: Handlers, job: ClaimedJob): Promise<void> {
    const { db, clock, tunables, reached } = this.options;
    reached("job:claimed");
    const heartbeat = setInterval(() => {
      const lockedUntil = new Date(clock().getTime() + tunables.lease);
      renewLease(db.prisma, { id: job.id, worker: this.worker }, lockedUntil).catch(() => {
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
      this.told.survived(job.id);
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
    const where = untouched(done);
    const count = await this.options.db.write((rows) =>
      again
        ? rows.update("Job", where, { ...unlocked, runAt: again, attempts: 0 })
        : rows.remove("Job", where),
    );
    if (count === 0) await this.release(done.id);
    else if (again) this.told.dueAt(again);
  }

  /** Lets a job wait for the run that somebody asked for while it ran. */
  private async release(id: string): Promise<void> {
    await this.options.db.write(async (rows) => {
      const [job] = await rows.find("Job", { id, lockedBy: this.worker });
      if (job && job.attempts < 0) await rows.update("Job", { id }, { ...unlocked, attempts: 0 });
    });
    this.told.dueNow();
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
      this.told.survived(id);
    }
    const runAt = new Date(clock().getTime() + retryDelay(tunables, failures, random));
    const lastError = reason.slice(0, 2000);
    const end = { ...unlocked, attempts, lastError, runAt, deadAt: dead ? clock() : null };
    const count = await db.write((rows) => rows.update("Job", untouched(job), end));
    if (count === 0) await this.release(id);
    else if (!dead) this.told.dueAt(runAt);
  }
}

/** The row of a job in hand, unless somebody has asked for it meanwhile. */
function untouched({ id, attempts }: ClaimedJob) {
  return { id, attempts };
}
