import { rmSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "@/lib/store/connection/client";
import { migrate } from "@/lib/store/migrations/migrate";
import { scratchFolder } from "@/lib/testing/scratch-folder";
import { seed } from "@/lib/testing/templates";
import { startStageServer } from "../scenes/stage-server";

/**
 * Opens the way to the stage of the scenes, and makes, once for all tests, the database that each server begins with: migrated, with the models of a first start. Half
 * of what a start takes of the processor is that; `start.spec.ts` starts on empty ones.
 */
export default async function install(): Promise<() => Promise<void>> {
  const folder = scratchFolder("countersign-installed-");
  const path = join(folder, "countersign.db");
  await migrate(`file:${path}`);
  const db = await openDatabase(`file:${path}`);
  await seed(db);
  await db.close();
  process.env.E2E_INSTALLED = path;
  const stage = await startStageServer();
  process.env.E2E_STAGE = stage.url;
  return async () => {
    await stage.close();
    rmSync(folder, { recursive: true, force: true });
  };
}
