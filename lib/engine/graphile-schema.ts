import type { Pool } from "pg";
import type { Context } from "@/lib/orchestrator/context";
import { quietLogger } from "./graphile-pool";

/** Installs or updates graphile-worker's own tables, one instance at a time. */
export async function installSchema(pool: Pool, log: Context["log"]): Promise<void> {
  const { runMigrations } = await import("graphile-worker");
  const logger = await quietLogger(() => false, log);
  const client = await pool.connect();
  try {
    await client.query("SELECT pg_advisory_lock(hashtext('countersign.graphile'))");
    await runMigrations({ pgPool: pool, logger });
  } finally {
    await client.query("SELECT pg_advisory_unlock(hashtext('countersign.graphile'))");
    client.release();
  }
}
