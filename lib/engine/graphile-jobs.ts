import type { Pool } from "pg";
import type { JsonObject } from "@/lib/contracts/json";
import type { NewJob } from "@/lib/store/outbox";

/** Runs one statement on whichever connection or transaction the caller has. */
export type Query = (sql: string, values: unknown[]) => Promise<unknown[]>;

// The earlier time wins: whoever asks for a job that waits already must not be made to wait longer, nor delay it.
const addOne = `
  SELECT (graphile_worker.add_job(
    $1::text,
    payload => $2::text::json,
    run_at => least(
      coalesce($3::text::timestamptz, now()),
      (SELECT run_at FROM graphile_worker.jobs WHERE key = $4::text AND locked_at IS NULL AND attempts < max_attempts)
    ),
    max_attempts => $5::text::int,
    job_key => $4::text
  )).id::text AS id`;

/**
 * Adds a job, or hastens the one that waits under the same key. One that runs under it loses the key, and the new one
 * waits beside it.
 */
export async function addJob(query: Query, job: NewJob, maxAttempts: number): Promise<void> {
  const { kind, payload, key, runAt } = job;
  const values = [kind, JSON.stringify(payload), runAt?.toISOString() ?? null, key, String(maxAttempts)];
  // It adds nothing when a worker takes the waiting job at this very moment; asked again, it sees that it runs.
  for (let tries = 0; tries < 5; tries++) {
    const [row] = await query(addOne, values);
    if (isAdded(row)) return;
  }
  throw new Error(`The job ${key} could not be added`);
}

function isAdded(row: unknown): boolean {
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
}

/** The jobs that are out of tries, those too whose last worker died. The public view has no payload. */
export async function deadJobs(pool: Pool): Promise<DeadJob[]> {
  const { rows } = await pool.query<DeadJob>(`
    SELECT jobs.id::text, tasks.identifier AS kind, jobs.payload, jobs.key, jobs.last_error AS "lastError"
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

/**
 * Frees the jobs of workers that are gone. One that was left behind before may be what ends the processes: it waits,
 * so that it does not take the same others along again.
 * @param waitAfter how long, in milliseconds, given how often it was claimed before
 */
export async function freeLeftBehind(
  pool: Pool,
  workers: string[],
  waitAfter: (claims: number) => number,
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const { rows } = await client.query<{ id: string; attempts: number }>(
      "SELECT id::text, attempts FROM graphile_worker.jobs WHERE locked_by = ANY($1::text[]) AND attempts > 1",
      [workers],
    );
    await client.query("SELECT graphile_worker.force_unlock_workers($1::text[])", [workers]);
    for (const { id, attempts } of rows)
      await client.query(
        "SELECT graphile_worker.reschedule_jobs(ARRAY[$1::bigint], run_at => now() + $2::int * interval '1 millisecond')",
        [id, waitAfter(attempts - 1)],
      );
    await client.query("COMMIT");
    client.release();
  } catch (error) {
    // The connection ends, and its transaction with it.
    client.release(true);
    throw error;
  }
}

export async function unlockWorkers(pool: Pool, workers: string[]): Promise<void> {
  if (workers.length > 0)
    await pool.query("SELECT graphile_worker.force_unlock_workers($1::text[])", [workers]);
}
