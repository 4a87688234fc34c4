import { randomUUID } from "node:crypto";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { type Database, openDatabase } from "@/lib/store/connection/client";
import type { DatabaseKind } from "@/lib/store/connection/location";
import { migrate } from "@/lib/store/migrations/migrate";
import { openDatabases } from "./open-databases";
import type { Templates } from "./templates";

/** Both kinds, for tests that hold on either. */
export const databaseKinds = ["sqlite", "postgres"] as const satisfies DatabaseKind[];

/** A database that is not open yet; `remove` it after the test. */
interface Place {
  url: string;
  remove: () => Promise<void>;
}

/**
 * A migrated, empty database of its own. `close` removes it; what a test file leaves open is closed
 * after its last test.
 */
export async function testDatabase(kind: DatabaseKind = "sqlite"): Promise<Database> {
  return open(await copyOf("empty", kind));
}

/** The same with the models that every start brings, so that an engine need not write them. */
export async function seededDatabase(kind: DatabaseKind = "sqlite"): Promise<Database> {
  return open(await copyOf("seeded", kind));
}

/** Where a database without a table is, or will be once it is opened; `remove` it after the test. */
export async function emptyDatabase(kind: DatabaseKind): Promise<Place> {
  return kind === "postgres" ? postgresDatabase(await postgresTemplates(), () => "template1") : sqliteFile();
}

async function open({ url, remove }: Place): Promise<Database> {
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

async function copyOf(name: keyof Templates, kind: DatabaseKind): Promise<Place> {
  if (kind === "postgres")
    return postgresDatabase(await postgresTemplates(), (templates) =>
      new URL(templates[name]).pathname.slice(1),
    );
  const place = sqliteFile();
  const known = process.env.TEST_DATABASE_TEMPLATES;
  if (known) {
    const templates: Templates = JSON.parse(known);
    copyFileSync(templates[name], place.url.slice("file:".length));
  } else await migrate(place.url);
  return place;
}

function sqliteFile(): Place {
  const folder = mkdtempSync(join(process.env.TEST_DATABASE_FOLDER ?? tmpdir(), "countersign-test-"));
  const remove = async () => rmSync(folder, { recursive: true, force: true });
  return { url: `file:${join(folder, `${randomUUID()}.db`)}`, remove };
}

async function postgresDatabase(
  templates: Templates,
  templateOf: (templates: Templates) => string,
): Promise<Place> {
  const server = new URL(templates.empty);
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  // Copying the files takes a fifth of the time that writing them to the log does.
  await administer(server, `CREATE DATABASE ${name} TEMPLATE ${templateOf(templates)} STRATEGY FILE_COPY`);
  const url = new URL(`/${name}`, server).href;
  return { url, remove: () => administer(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function postgresTemplates(): Promise<Templates> {
  const answer = await fetch(process.env.TEST_POSTGRES_DOOR ?? "");
  const text = await answer.text();
  if (!answer.ok) throw new Error(`PostgreSQL did not start: ${text}`);
  return JSON.parse(text);
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
