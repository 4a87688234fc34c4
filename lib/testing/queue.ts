import type { JsonObject } from "@/lib/contracts/json";
import { EmbeddedQueue } from "@/lib/engine/embedded-queue";
import { GraphileQueue } from "@/lib/engine/graphile-queue";
import type { GivenUp, Handlers, Queue } from "@/lib/engine/queue";
import { defaultTunables, type Tunables } from "@/lib/engine/tunables";
import type { Database } from "@/lib/store/connection/client";
import { kept, type NewJob, promising } from "@/lib/store/runs/outbox";

/** Waits that a test can afford. */
export const quick: Partial<Tunables> = {
  poll: 20,
  backoff: { first: 1, most: 4 },
  maxAttempts: 3,
  drain: 50,
};

let ids = 0;

/** A queue on this database, and what it wrote to its log. */
export function testQueue(db: Database, tunables: Partial<Tunables> = {}, clock = () => new Date()) {
  const said: string[] = [];
  const write = (_: object, message: string) => said.push(message);
  const options = {
    log: { info: write, warn: write, error: write },
    clock,
    newId: (prefix: string) => `${prefix}_${++ids}`,
    random: () => 0,
    tunables: { ...defaultTunables, ...quick, ...tunables },
    reached: () => {},
  };
  const queue: Queue =
    db.kind === "sqlite"
      ? new EmbeddedQueue({ db, ...options })
      : new GraphileQueue({ url: db.url, ...options });
  return { queue, said };
}

type JobToAdd = Partial<NewJob> & { key: string };

const wholeJob = (job: JobToAdd): NewJob => ({
  kind: "work",
  payload: { of: job.key },
  runAt: null,
  ...job,
});

/** Commits jobs as what Prisma writes does. */
export async function addJobs(db: Database, queue: Queue, ...jobs: JobToAdd[]): Promise<void> {
  const handover = queue.outbox(jobs.map(wholeJob), new Date());
  await promising(db, handover, async () => {});
  handover.begin();
}

/** Commits jobs as a transition does. */
export async function commitJobs(db: Database, queue: Queue, ...jobs: JobToAdd[]): Promise<void> {
  const handover = queue.outbox(jobs.map(wholeJob), new Date());
  await kept(handover, () => db.write(handover.write));
  handover.begin();
}

/** How many jobs the database still holds, dead ones not counted, and how many of them are locked. */
export async function jobsLeft(db: Database): Promise<{ waiting: number; locked: number }> {
  if (db.kind === "sqlite") {
    const jobs = await db.prisma.job.findMany({ where: { deadAt: null } });
    const locked = jobs.filter(({ lockedUntil }) => lockedUntil !== null).length;
    return { waiting: jobs.length - locked, locked };
  }
  const [row] = await db.prisma.$queryRawUnsafe<{ waiting: number; locked: number }[]>(`
    SELECT count(*) FILTER (WHERE locked_at IS NULL)::int AS waiting,
           count(*) FILTER (WHERE locked_at IS NOT NULL)::int AS locked
    FROM graphile_worker.jobs`);
  return row ?? { waiting: 0, locked: 0 };
}

interface Try {
  key: string;
  done(again?: Date): void;
  fail(reason: string): void;
}

/** Handlers whose every try waits until the test ends it. */
export class Hands implements Handlers {
  readonly kinds = ["work"];
  readonly lanes = ["slow", "other"];
  readonly tries: Try[] = [];
  readonly givenUp: { key: string; reason: string; died: boolean }[] = [];
  private readonly watching = new Set<() => void>();

  run(_kind: string, payload: JsonObject): Promise<Date | null> {
    return new Promise((resolve, reject) => {
      this.tries.push({
        key: String(payload.of),
        done: (again) => resolve(again ?? null),
        fail: (reason) => reject(new Error(reason)),
      });
      this.tell();
    });
  }

  async heldUp(): Promise<void> {}

  async gaveUp(_kind: string, payload: JsonObject, end: GivenUp): Promise<void> {
    this.givenUp.push({ key: String(payload.of), ...end });
    this.tell();
  }

  /** The try with this number, from 1, as soon as it began. */
  async try(number: number): Promise<Try> {
    await this.until(() => this.tries.length >= number);
    const found = this.tries[number - 1];
    if (!found) throw new Error(`There is no try ${number}`);
    return found;
  }

  /** Resolves at the first try or end after which `isSo`. */
  until(isSo: () => boolean): Promise<void> {
    if (isSo()) return Promise.resolve();
    return new Promise((resolve) => {
      const look = () => {
        if (!isSo()) return;
        this.watching.delete(look);
        resolve();
      };
      this.watching.add(look);
    });
  }

  private tell(): void {
    for (const look of [...this.watching]) look();
  }
}
