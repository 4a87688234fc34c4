import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "../store/connection/client";
import { migrate } from "../store/migrations/migrate";
import { openPostgresDoor } from "./postgres-door";
import { scratchFolder } from "./scratch-folder";
import { seed, type Templates } from "./templates";

const begun = Symbol.for("countersign.test-setup");
const shared: typeof globalThis & { [begun]?: true } = globalThis;

/** Makes the templates of each kind for the whole test run; each test copies one. PostgreSQL starts when it is asked for. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  // Each project of the test run calls this; one is enough for all.
  if (shared[begun]) return;
  shared[begun] = true;
  const folder = scratchFolder("countersign-tests-");
  const templates: Templates = { empty: join(folder, "empty.db"), seeded: join(folder, "seeded.db") };
  await migrate(`file:${templates.empty}`);
  copyFileSync(templates.empty, templates.seeded);
  const db = await openDatabase(`file:${templates.seeded}`);
  await seed(db);
  await db.close();
  const postgres = await openPostgresDoor();
  process.env.TEST_DATABASE_FOLDER = folder;
  process.env.TEST_DATABASE_TEMPLATES = JSON.stringify(templates);
  process.env.TEST_POSTGRES_DOOR = postgres.url;
  return async () => {
    await postgres.close();
    rmSync(folder, { recursive: true, force: true });
  };
}
