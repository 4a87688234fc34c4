import { randomUUID } from "node:crypto";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { type Database, openDatabase } from "@/lib/store/client";
import type { DatabaseKind } from "@/lib/store/location";
import { migrate } from "@/lib/store/migrate";
import { openDatabases } from "./open-databases";

/** Both kinds, for tests that hold on either. */
export const databaseKinds = ["sqlite", "postgres"] as const satisfies DatabaseKind[];

/**
 * A migrated, empty database of its own. `close` removes it; what a test file leaves open is closed
 * after its last test.
 */
export async function testDatabase(kind: DatabaseKind = "sqlite"): Promise<Database> {
  const { url, remove } = kind === "sqlite" ? await sqliteFile() : await postgresDatabase();
  const database = await openDatabase(url);
  const tracked: Database = {
    ...database,
    async close() {
      if (!openDatabases.delete(tracked)) return;
      await database.close();
      await remove();
    },
  };
  openDatabases.add(tracked);
  return tracked;
}

/** Where a database without a table is, or will be once it is opened; `remove` it after the test. */
export async function emptyDatabase(
  kind: DatabaseKind,
): Promise<{ url: string; remove: () => Promise<void> }> {
  if (kind === "postgres") return postgresDatabase("template1");
  const folder = mkdtempSync(join(process.env.TEST_DATABASE_FOLDER ?? tmpdir(), "countersign-test-"));
  const remove = async () => rmSync(folder, { recursive: true, force: true });
  return { url: `file:${join(folder, `${randomUUID()}.db`)}`, remove };
}

async function sqliteFile() {
  const empty = await emptyDatabase("sqlite");
  const template = process.env.TEST_DATABASE_TEMPLATE;
  if (template) copyFileSync(template, empty.url.slice("file:".length));
  else await migrate(empty.url);
  return empty;
}

/** A database like the one named; without a name, like the migrated one. */
async function postgresDatabase(like?: string) {
  const template = new URL(await postgresTemplate());
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await administer(template, `CREATE DATABASE ${name} TEMPLATE ${like ?? template.pathname.slice(1)}`);
  const url = new URL(`/${name}`, template).href;
  return { url, remove: () => administer(template, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function postgresTemplate(): Promise<string> {
  const answer = await fetch(process.env.TEST_POSTGRES_DOOR ?? "");
  const text = await answer.text();
  if (!answer.ok) throw new Error(`PostgreSQL did not start: ${text}`);
  return text;
}

async function administer(server: URL, statement: string): Promise<void> {
  const client = new Client({ connectionString: new URL("/postgres", server).href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
