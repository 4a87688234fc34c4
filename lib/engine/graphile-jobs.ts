import type { Pool, PoolClient } from "pg";
import type { JsonObject } from "@/lib/contracts/json";
import { laneOf, type NewJob, ownLane } from "@/lib/store/runs/outbox";
import type { OverdueJob } from "./held-up";
import { deathsOf, fateOf, mostStrikes } from "./strikes";
import type { Tunables } from "./tunables";

/** Runs one statement on whichever connection or transaction the caller has. */
export type Query = (sql: string, values: unknown[]) => Promise<unknown[]>;

/** A job that asked to run again waits at least so long: clocks differ, and it must not spin meanwhile. */
export const shortestWait = 50;

/** The flag of a job that must run alone, beside that of the lane it had. */
export const aloneFlag = "alone";
const laneBefore = "was ";
/** The flag of a job that was put aside because the process died with it. */
const diedFlag = "died";

const waiting = `
  FROM graphile_worker.jobs WHERE key = $4::text AND locked_at IS NULL AND attempts < max_attempts`;

// The earlier time wins: whoever asks for a job that waits already must not be made to wait longer, nor delay it.
const addOne = `
  SELECT (graphile_worker.add_job(
    $1::text,
    payload => $2::text::json,
    run_at => least(
      coalesce($3::text::timestamptz, now()),
      (SELECT run_at ${waiting})
    ),
    max_attempts => $5::text::int,
    job_key => $4::text,
    flags => CASE WHEN (SELECT jsonb_exists(flags, '${aloneFlag}') ${waiting})
      THEN ARRAY['${aloneFlag}', '${laneBefore}' || $6::text] ELSE ARRAY[$6::text] END
  )).id::text AS id,
  (SELECT attempts ${waiting}) AS strikes`;

const setStrikes =
  "SELECT graphile_worker.reschedule_jobs(ARRAY[$1::text::bigint], attempts => $2::text::int)";

/**
 * Adds a job, or hastens the one that waits under the same key. One that runs under it loses the key, and the new one
 * waits beside it.
 */
export async function addJob(query: Query, job: NewJob, tunables: Tunables): Promise<void> {
  const { kind, payload, key, runAt } = job;
  const most = String(mostStrikes(tunables));
  const values = [kind, JSON.stringify(payload), runAt?.toISOString() ?? null, key, most, laneOf(job)];
  // It adds nothing when a worker takes the waiting job at this very moment; asked again, it sees that it runs.
  for (let tries = 0; tries < 5; tries++) {
    const [row] = await query(addOne, values);
    if (!isAdded(row)) continue;
    // Asking again forgives failures; deaths it does not, or one that is asked for all the time would never be put aside.
    const deaths = deathsOf(tunables, row.strikes ?? 0);
    if (deaths > 0) await query(setStrikes, [row.id, String(deaths)]);
    return;
  }
  throw new Error(`The job ${key} could not be added`);
}

function isAdded(row: unknown): row is { id: string; strikes: number | null } {
  return typeof row === "object" && row !== null && "id" in row && row.id !== null;
}

/** A job that nobody will try again. */
export interface DeadJob {
  id: string;
  kind: string;
  payload: JsonObject;
  /** Null when another job has taken its place. */
  key: string | null;
  lastError: string | null;
  /** True when the process died with it too often. */
  died: boolean;
}

/** Which of a job's flags names its lane; rows of before there were lanes have none. */
export function laneOfFlags(flags: Record<string, true> | null): string {
  const lane = Object.keys(flags ?? {}).find((flag) => flag !== aloneFlag);
  return (lane?.startsWith(laneBefore) ? lane.slice(laneBefore.length) : lane) ?? ownLane;
}

/** The jobs that are out of tries, those too whose last worker died. The public view has no payload. */
export async function deadJobs(pool: Pool): Promise<DeadJob[]> {
  const { rows } = await pool.query<DeadJob>(`
    SELECT jobs.id::text, tasks.identifier AS kind, jobs.payload, jobs.key, jobs.last_error AS "lastError",
           coalesce(jsonb_exists(jobs.flags, '${diedFlag}'), false) AS died
    FROM graphile_worker._private_jobs AS jobs
    JOIN graphile_worker._private_tasks AS tasks ON tasks.id = jobs.task_id
    WHERE NOT jobs.is_available AND jobs.locked_at IS NULL
    LIMIT 100`);
  return rows;
}

export async function removeJob(pool: Pool, id: string): Promise<void> {
  await pool.query("SELECT graphile_worker.complete_jobs(ARRAY[$1::bigint])", [id]);
}

/** Puts a waiting job's next try and its count of tries to what they shall be. */
export async function delayJob(pool: Pool, id: string, ms: number, attempts: number): Promise<void> {
  await pool.query(
    `SELECT graphile_worker.reschedule_jobs(
       ARRAY[$1::bigint], run_at => now() + $2::int * interval '1 millisecond', attempts => $3::int
     )`,
    [id, ms, attempts],
  );
}

/**
 * Lets no failed job wait longer than `ms` milliseconds: one whose worker died before it could say when to try again
 * waits e^attempts seconds. A job that waits because it asked to has no tries behind it.
 */
export async function hastenFailedJobs(pool: Pool, ms: number): Promise<void> {
  await pool.query(
    `SELECT graphile_worker.reschedule_jobs(
       ARRAY(
         SELECT id FROM graphile_worker.jobs
         WHERE last_error IS NOT NULL AND attempts BETWEEN 1 AND max_attempts - 1 AND locked_at IS NULL
         AND run_at > now() + $1::int * interval '1 millisecond'
       ),
       run_at => now() + $1::int * interval '1 millisecond'
     )`,
    [ms],
  );
}

interface LeftBehind {
  id: string;
  attempts: number;
  max_attempts: number;
  flags: Record<string, true> | null;
}

const heldBy = `
  SELECT id::text, attempts, max_attempts, flags FROM graphile_worker.jobs WHERE locked_by = ANY($1::text[])`;

/**
 * Frees the jobs of workers that are gone. One that was left behind before may be what ends the processes: it waits, so
 * that it does not take the same others along again, and by its deaths it must run alone or is put aside.
 * @param waitAfter how long, in milliseconds, given how often it was left behind before
 */
export async function freeLeftBehind(
  pool: Pool,
  workers: string[],
  tunables: Tunables,
  waitAfter: (deaths: number) => number,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rows } = await client.query<LeftBehind>(heldBy, [workers]);
    await client.query("SELECT graphile_worker.force_unlock_workers($1::text[])", [workers]);
    for (const { id, attempts, max_attempts, flags } of rows) {
      const deaths = deathsOf(tunables, attempts);
      // At its most it is out of tries, or another row has taken its key.
      if (deaths < 2 || attempts >= max_attempts) continue;
      const fate = fateOf(tunables, attempts);
      if (fate !== "beside") {
        const lane = `${laneBefore}${laneOfFlags(flags)}`;
        const marks = { [aloneFlag]: true, [fate === "aside" ? diedFlag : lane]: true };
        await client.query(
          "UPDATE graphile_worker._private_jobs SET flags = $2::jsonb WHERE id = $1::bigint",
          [id, JSON.stringify(marks)],
        );
      }
      await client.query(
        `SELECT graphile_worker.reschedule_jobs(
           ARRAY[$1::bigint], run_at => now() + $2::int * interval '1 millisecond', attempts => $3::int
         )`,
        [id, waitAfter(deaths - 1), fate === "aside" ? max_attempts : attempts],
      );
    }
  });
}

/** Whether a job is due that must run alone. */
export async function isAloneDue(pool: Pool): Promise<boolean> {
  const { rowCount } = await pool.query(
    `SELECT 1 FROM graphile_worker.jobs
     WHERE jsonb_exists(flags, '${aloneFlag}') AND locked_at IS NULL AND attempts < max_attempts AND run_at <= now()
     LIMIT 1`,
  );
  return rowCount === 1;
}

/** The first of these lanes' jobs that are due for `ms` milliseconds and in nobody's hand. */
export async function overdueJobs(
  pool: Pool,
  lanes: readonly string[],
  ms: number,
  most: number,
): Promise<OverdueJob[]> {
  const { rows } = await pool.query<OverdueJob>(
    `SELECT tasks.identifier AS kind, jobs.payload
     FROM graphile_worker._private_jobs AS jobs
     JOIN graphile_worker._private_tasks AS tasks ON tasks.id = jobs.task_id
     WHERE jobs.is_available AND jobs.locked_at IS NULL AND jsonb_exists_any(jobs.flags, $1::text[])
     AND jobs.run_at < now() - $2::int * interval '1 millisecond'
     ORDER BY jobs.run_at LIMIT $3::int`,
    [lanes, ms, most],
  );
  return rows;
}

/** Hands back what these workers of ours have in hand, for their process ends in order: that is no death of it. */
export async function unlockWorkers(pool: Pool, workers: string[]): Promise<void> {
  if (workers.length === 0) return;
  await inTransaction(pool, async (client) => {
    const { rows } = await client.query<LeftBehind>(heldBy, [workers]);
    await client.query("SELECT graphile_worker.force_unlock_workers($1::text[])", [workers]);
    for (const { id, attempts, max_attempts } of rows)
      if (attempts < max_attempts) await client.query(setStrikes, [id, String(Math.max(0, attempts - 1))]);
  });
}

async function inTransaction(pool: Pool, work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await work(client);
    await client.query("COMMIT");
    client.release();
  } catch (error) {
    // The connection ends, and its transaction with it.
    client.release(true);
    throw error;
  }
}
