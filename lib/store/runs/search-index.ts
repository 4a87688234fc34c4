import type { Database } from "../connection/client";
import { postgresConnection } from "../connection/postgres-connection";

/** The index over the letters of what is searched on PostgreSQL. It needs an extension, which not everybody may add. */
const index = "SearchText_text_trgm_idx";

/** Whether an index is asked for words; without one, every text is read. SQLite's comes with the migrations. */
export async function isSearchIndexed({ kind, prisma }: Pick<Database, "kind" | "prisma">): Promise<boolean> {
  if (kind === "sqlite") return true;
  const rows = await prisma.$queryRaw<object[]>`
    SELECT 1 FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid WHERE relname = ${index} AND indisvalid`;
  return rows.length > 0;
}

/**
 * Makes the index on PostgreSQL where it is not there, while everybody goes on reading and writing: with a million runs
 * it takes a minute. Of several instances one makes it.
 * @throws what PostgreSQL says where the extension is not to be had, or this role may not add it
 */
export async function indexSearchTexts(
  { kind, url, prisma }: Database,
  stopping: AbortSignal,
): Promise<void> {
  if (kind === "sqlite" || stopping.aborted || (await isSearchIndexed({ kind, prisma }))) return;
  const { Client } = await import("pg");
  const { max: _, ...connection } = postgresConnection(url, "migration");
  // A lock of this kind belongs to a connection, and an index that is made beside others' work to no transaction.
  const client = new Client(connection);
  client.on("error", () => {});
  const stop = () => void client.end();
  await client.connect();
  stopping.addEventListener("abort", stop, { once: true });
  try {
    const { rows } = await client.query(
      "SELECT pg_try_advisory_lock(hashtext('countersign.search-index')) AS taken",
    );
    if (!rows[0]?.taken) return;
    await client.query("CREATE EXTENSION IF NOT EXISTS pg_trgm");
    // One that is not valid was left by somebody who died over it.
    await client.query(`DROP INDEX CONCURRENTLY IF EXISTS "${index}"`);
    await client.query(
      `CREATE INDEX CONCURRENTLY "${index}" ON "SearchText" USING gin ("text" gin_trgm_ops)`,
    );
    await client.query('ANALYZE "SearchText"');
  } catch (error) {
    if (!stopping.aborted) throw error;
  } finally {
    stopping.removeEventListener("abort", stop);
    await client.end();
  }
}
