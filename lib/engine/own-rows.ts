import type { Pool } from "pg";
import type { Rows } from "@/lib/store/connection/rows";
import { laneOf, type NewJob } from "@/lib/store/runs/outbox";
import { aloneFlag } from "./graphile-jobs";
import { mostStrikes } from "./strikes";
import type { Tunables } from "./tunables";

/** The rows of graphile-worker 0.16, as whoever just committed them writes them: without a word to the other workers. */
const jobs = "graphile_worker._private_jobs";
const mine = "id = $1::text::bigint AND locked_by = $2::text";
const free = "locked_at = NULL, locked_by = NULL, updated_at = now()";

// It fails where nothing was added, so that nothing is committed that is not promised.
const insertion = `
  WITH added AS (
    INSERT INTO ${jobs} (task_id, payload, run_at, key, max_attempts, flags, locked_by, locked_at, attempts)
    SELECT tasks.id, $2::text::json, coalesce($3::text::timestamptz, now()), $4::text, $5::text::smallint,
      jsonb_build_object($6::text, true), $7::text, CASE WHEN $7::text IS NOT NULL THEN now() END,
      CASE WHEN $7::text IS NULL THEN 0 ELSE 1 END
    FROM graphile_worker._private_tasks AS tasks WHERE tasks.identifier = $1::text
    ON CONFLICT (key) DO NOTHING
    RETURNING id
  )
  SELECT (SELECT id::text FROM added) AS id, 1 / (SELECT count(*) FROM added) AS one`;

/**
 * Writes the row of a new job.
 * @param worker in whose hand it is from the first, or null
 */
export async function insertRow(
  rows: Rows,
  job: NewJob,
  tunables: Tunables,
  worker: string | null,
  told: { added(id: string): void; refused(): Error },
): Promise<void> {
  const { kind, payload, key, runAt } = job;
  const most = String(mostStrikes(tunables));
  const at = runAt?.toISOString() ?? null;
  await rows.tell(insertion, [kind, JSON.stringify(payload), at, key, most, laneOf(job), worker], {
    rows: ([row]) => {
      if (typeof row === "object" && row !== null && "id" in row && typeof row.id === "string")
        told.added(row.id);
    },
    nothing: told.refused,
  });
}

/** A row that a worker has in hand. */
export interface ClaimedRow {
  id: string;
  /** Strikes, this claim included. */
  attempts: number;
}

// The disk is not waited for: should the database's server lose it, the job is in nobody's hand, and may be done twice.
const claim = {
  name: "claim_own",
  text: `
    UPDATE ${jobs} SET attempts = attempts + 1, locked_by = $2::text, locked_at = now()
    WHERE id = $1::text::bigint AND is_available AND run_at <= now() AND NOT jsonb_exists(flags, '${aloneFlag}')
      AND set_config('synchronous_commit', 'off', true) = 'off'
    RETURNING id::text, attempts`,
};

/** Takes a job into a worker's hand. @returns null where it is not due any more, or not there */
export async function claimRow(pool: Pool, id: string, worker: string): Promise<ClaimedRow | null> {
  const { rows } = await pool.query<ClaimedRow>({ ...claim, values: [id, worker] });
  return rows[0] ?? null;
}

/** Takes a row off in the transaction of what was done for it. Whoever asked for the job meanwhile has a row of their own. */
export async function takeOffRow(rows: Rows, id: string, worker: string): Promise<void> {
  await rows.tell(`DELETE FROM ${jobs} WHERE ${mine}`, [id, worker]);
}

/** Takes the row of a job off that is done. */
export async function removeRow(pool: Pool, id: string, worker: string): Promise<void> {
  await pool.query(`DELETE FROM ${jobs} WHERE ${mine}`, [id, worker]);
}

/** Lets a job wait for its next run; where somebody has asked for it meanwhile, that one's row takes its place. */
export async function postponeRow(pool: Pool, id: string, worker: string, runAt: Date): Promise<void> {
  const { rowCount } = await pool.query(
    `UPDATE ${jobs} SET run_at = $3::text::timestamptz, attempts = 0, last_error = NULL, ${free}
     WHERE ${mine} AND key IS NOT NULL`,
    [id, worker, runAt.toISOString()],
  );
  if (rowCount === 0) await removeRow(pool, id, worker);
}

/** Puts a job back that failed; one that somebody has asked for meanwhile stays out of tries. */
export async function failRow(
  pool: Pool,
  id: string,
  worker: string,
  { reason, strikes, delay }: { reason: string; strikes: number; delay: number },
): Promise<void> {
  await pool.query(
    `UPDATE ${jobs} SET last_error = $3::text, run_at = now() + $4::int * interval '1 millisecond',
       attempts = CASE WHEN key IS NULL THEN max_attempts ELSE $5::int END, ${free}
     WHERE ${mine}`,
    [id, worker, reason.slice(0, 2000), delay, strikes],
  );
}

/**
 * Frees rows in a worker's hand that it does not know of; that is no death of theirs.
 * @returns how many there were
 */
export async function freeUnknown(
  pool: Pool,
  worker: string,
  isKnown: (row: { id: string; key: string | null }) => boolean,
): Promise<number> {
  const { rows } = await pool.query<{ id: string; key: string | null }>(
    `SELECT id::text, key FROM ${jobs} WHERE locked_by = $1::text`,
    [worker],
  );
  const unknown = rows.filter((row) => !isKnown(row)).map(({ id }) => id);
  if (unknown.length === 0) return 0;
  await pool.query(
    `UPDATE ${jobs} SET attempts = CASE WHEN key IS NULL THEN max_attempts ELSE greatest(attempts - 1, 0) END, ${free}
     WHERE id = ANY($1::text[]::bigint[]) AND locked_by = $2::text`,
    [unknown, worker],
  );
  return unknown.length;
}
