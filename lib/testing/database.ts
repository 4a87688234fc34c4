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
  const { url, remove } = kind === "sqlite" ? await sqliteFile() : await postgresClone();
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

async function sqliteFile() {
  const folder = mkdtempSync(join(process.env.TEST_DATABASE_FOLDER ?? tmpdir(), "countersign-test-"));
  const file = join(folder, `${randomUUID()}.db`);
  const template = process.env.TEST_DATABASE_TEMPLATE;
  if (template) copyFileSync(template, file);
  else await migrate(`file:${file}`);
  return { url: `file:${file}`, remove: async () => rmSync(folder, { recursive: true, force: true }) };
}

async function postgresClone() {
  const template = new URL(await postgresTemplate());
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await administer(template, `CREATE DATABASE ${name} TEMPLATE ${template.pathname.slice(1)}`);
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
