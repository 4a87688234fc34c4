import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "../store/migrate";

/** Migrates one database for the whole test run; each test copies its file. */
export default async function setup(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "countersign-tests-"));
  const template = join(folder, "template.db");
  await migrate(`file:${template}`);
  process.env.TEST_DATABASE_FOLDER = folder;
  process.env.TEST_DATABASE_TEMPLATE = template;
  return () => rmSync(folder, { recursive: true, force: true });
}
