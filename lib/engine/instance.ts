import type { Pool } from "pg";

// The database's clock alone decides who is late: instances' clocks may differ.
const now = "(clock_timestamp() AT TIME ZONE 'utc')";

/** One instance among those that share a database. Who stops saying that it lives loses its jobs to the others. */
export class Instance {
  constructor(
    private readonly pool: Pool,
    readonly id: string,
    private readonly deadAfter: number,
  ) {}

  /** Says that this instance lives, and under which ids its workers lock jobs. */
  async beat(workers: string[]): Promise<void> {
    await this.pool.query(
      `INSERT INTO "Instance" ("id", "workers", "startedAt", "seenAt") VALUES ($1, $2::jsonb, ${now}, ${now})
       ON CONFLICT ("id") DO UPDATE SET "workers" = excluded."workers", "seenAt" = excluded."seenAt"`,
      [this.id, JSON.stringify(workers)],
    );
  }

  /**
   * Forgets instances that are silent for too long.
   * @returns the workers of no living instance that still lock a job
   */
  async workersGone(): Promise<string[]> {
    await this.pool.query(
      `DELETE FROM "Instance" WHERE "id" <> $1 AND "seenAt" < ${now} - $2::int * interval '1 millisecond'`,
      [this.id, this.deadAfter],
    );
    const { rows } = await this.pool.query<{ worker: string }>(
      `SELECT DISTINCT locked_by AS worker FROM graphile_worker.jobs
       WHERE locked_by IS NOT NULL
       AND locked_by NOT IN (SELECT jsonb_array_elements_text("workers") FROM "Instance")`,
    );
    return rows.map(({ worker }) => worker);
  }

  async leave(): Promise<void> {
    await this.pool.query(`DELETE FROM "Instance" WHERE "id" = $1`, [this.id]);
  }
}
