import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "../store/migrate";
import { openPostgresDoor } from "./postgres-door";

const begun = Symbol.for("countersign.test-setup");
const shared: typeof globalThis & { [begun]?: true } = globalThis;

/** Migrates one database of each kind for the whole test run; each test copies it. PostgreSQL starts when it is asked for. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  // Each project of the test run calls this; one is enough for all.
  if (shared[begun]) return;
  shared[begun] = true;
  const folder = mkdtempSync(join(tmpdir(), "countersign-tests-"));
  const template = join(folder, "template.db");
  await migrate(`file:${template}`);
  const postgres = await openPostgresDoor();
  process.env.TEST_DATABASE_FOLDER = folder;
  process.env.TEST_DATABASE_TEMPLATE = template;
  process.env.TEST_POSTGRES_DOOR = postgres.url;
  return async () => {
    await postgres.close();
    rmSync(folder, { recursive: true, force: true });
  };
}
