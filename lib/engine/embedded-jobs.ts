import type { JsonObject } from "@/lib/contracts/json";
import type { Database } from "@/lib/store/connection/client";
import { fromColumn, toColumn } from "@/lib/store/connection/json-column";
import type { NewRow, Rows } from "@/lib/store/connection/rows";
import {
  freeJob,
  giveBackAll,
  giveBackJob,
  jobsCounting,
  jobsInHand,
  jobsOverdue,
  readKind,
  storedKind,
} from "@/lib/store/jobs";
import type { NewJob } from "@/lib/store/runs/outbox";
import type { OverdueJob } from "./held-up";
import { countsAlone, deathsOf, fateOf, mostStrikes, retryDelay } from "./strikes";
import type { Tunables } from "./tunables";

/** The first of these lanes' jobs that were due before `before` and are in nobody's hand. */
export async function overdueJobs(
  { prisma }: Database,
  lanes: readonly string[],
  before: Date,
  most: number,
): Promise<OverdueJob[]> {
  const jobs = await jobsOverdue(prisma, lanes, before, most);
  return jobs.map(({ kind, payload }) => ({ kind: readKind(kind).kind, payload: fromColumn(payload) }));
}

/** A job whose row is in a worker's hand. */
export interface ClaimedJob {
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

/**
 * Takes a job into a worker's hand, as it stands by now: it may have been asked for again since it was seen.
 * @returns null where it is not due any more, or not there
 */
export function claimJob(
  db: Database,
  id: string,
  { tunables, worker, now }: { tunables: Tunables; worker: string; now: Date },
): Promise<ClaimedJob | null> {
  return db.write(async (rows) => {
    const [job] = await rows.find("Job", { id });
    if (!job || job.deadAt !== null || job.runAt > now) return null;
    if (job.lockedUntil !== null && job.lockedUntil >= now) return null;
    const strikes = Math.abs(job.attempts);
    const aside = fateOf(tunables, strikes) === "aside";
    const attempts = aside ? strikes : strikes + 1;
    const lockedUntil = new Date(now.getTime() + tunables.lease);
    await rows.update("Job", { id }, { lockedUntil, lockedBy: worker, attempts });
    const { maxAttempts } = job;
    return {
      id,
      kind: readKind(job.kind).kind,
      payload: fromColumn(job.payload),
      attempts,
      maxAttempts,
      aside,
    };
  });
}

/** How a new row stands: in nobody's hand, or in a worker's from the first. */
type Standing = Pick<NewRow<"Job">, "lockedUntil" | "lockedBy" | "attempts">;

/**
 * Adds a job, or hastens the one that waits under the same key. One that is in hand is marked by a count below zero, so
 * that it runs once more; should its process die with it, what it had counted is still there.
 * @returns whether it was added
 */
export async function addJob(
  rows: Rows,
  job: NewJob,
  { id, tunables, now }: { id: string; tunables: Tunables; now: Date },
  standing: Standing = {},
): Promise<boolean> {
  const { key } = job;
  const kind = storedKind(job);
  const payload = toColumn(job.payload);
  const runAt = job.runAt ?? now;
  const maxAttempts = mostStrikes(tunables);
  const create = { id, kind, payload, key, maxAttempts, runAt, createdAt: now, ...standing };
  if (await rows.insertNew("Job", { key }, create)) return true;
  const [there] = await rows.find("Job", { key });
  if (!there) throw new Error(`The job ${key} could not be added`);
  const waits = there.lockedUntil === null && there.deadAt === null;
  // Asking again forgives failures; deaths it does not, or one that is asked for all the time would never be put aside.
  const waiting = waits ? deathsOf(tunables, there.attempts) : 0;
  await rows.update(
    "Job",
    { key },
    {
      kind,
      payload,
      runAt: waits && there.runAt < runAt ? there.runAt : runAt,
      attempts: there.lockedUntil === null ? waiting : -Math.abs(there.attempts),
      deadAt: null,
      lastError: null,
    },
  );
  return false;
}

/**
 * Frees what a process left behind that died. This process is the only one on the file.
 * @returns the ids of all jobs that must run alone from now on
 */
export async function freeLeftBehind(
  { prisma }: Database,
  { tunables, random, now }: { tunables: Tunables; random: () => number; now: Date },
): Promise<string[]> {
  for (const { id, attempts } of await jobsInHand(prisma, null)) {
    const strikes = Math.abs(attempts);
    const deaths = deathsOf(tunables, strikes);
    // One that was left behind before may be what ends the process: it must not take the same others along again.
    const wait = deaths > 1 ? retryDelay(tunables, deaths - 1, random) : 0;
    const later = wait > 0 ? { runAt: new Date(now.getTime() + wait) } : {};
    await freeJob(prisma, id, { ...later, attempts: strikes });
  }
  return jobsCounting(prisma, countsAlone(tunables));
}

/** Hands back what a worker has in hand when its process ends in order: that is no death of it. */
export async function handBack({ prisma }: Database, worker: string): Promise<void> {
  for (const job of await jobsInHand(prisma, worker))
    await giveBackJob(prisma, job, Math.max(0, Math.abs(job.attempts) - 1));
  await giveBackAll(prisma, worker);
}
