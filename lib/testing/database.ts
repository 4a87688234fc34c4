import { randomUUID } from "node:crypto";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase } from "@/lib/store/client";
import { migrate } from "@/lib/store/migrate";

const open = new Set<Database>();

/**
 * A migrated, empty SQLite database in a file of its own. `close` removes it; what a test file
 * leaves open is closed after its last test.
 */
export async function testDatabase(): Promise<Database> {
  const folder = mkdtempSync(join(process.env.TEST_DATABASE_FOLDER ?? tmpdir(), "countersign-test-"));
  const file = join(folder, `${randomUUID()}.db`);
  const template = process.env.TEST_DATABASE_TEMPLATE;
  if (template) copyFileSync(template, file);
  else await migrate(`file:${file}`);

  const database = await openDatabase(`file:${file}`);
  const tracked: Database = {
    ...database,
    async close() {
      if (!open.delete(tracked)) return;
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  open.add(tracked);
  return tracked;
}

/** Closes and removes what `testDatabase` gave and nobody closed. */
export async function closeTestDatabases(): Promise<void> {
  for (const database of [...open]) await database.close();
}
