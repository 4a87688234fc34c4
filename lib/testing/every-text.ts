import type { Database } from "@/lib/store/connection/client";

const asText = (rows: unknown) =>
  JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? String(value) : value));

/**
 * What every column of every table of a database holds, by the table's name; of PostgreSQL the queue's, too. The pages of
 * SQLite's index over what is searched hold no words, but letters: lib/store/runs/search.test.ts looks for those.
 */
export async function everyTable({ kind, prisma }: Database): Promise<Map<string, string>> {
  const found: { name: string }[] = await prisma.$queryRawUnsafe(
    kind === "sqlite"
      ? `SELECT '"' || name || '"' AS name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'SearchIndex_%'`
      : `SELECT '"' || table_schema || '"."' || table_name || '"' AS name FROM information_schema.tables
         WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'`,
  );
  const tables = new Map<string, string>();
  for (const { name } of found) {
    const all =
      kind === "sqlite" ? `SELECT * FROM ${name}` : `SELECT to_jsonb(t)::text AS row FROM ${name} t`;
    tables.set(name, asText(await prisma.$queryRawUnsafe(all)));
  }
  return tables;
}
