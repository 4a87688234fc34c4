import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { holdDatabase } from "./hold-file";

const folder = mkdtempSync(join(tmpdir(), "countersign-hold-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("one SQLite file is for one process at a time, and free again when that has given it back", async () => {
  const url = `file:${join(folder, "data", "countersign.db")}`;
  const release = await holdDatabase(url);
  await expect(holdDatabase(url)).rejects.toThrow(/Another Countersign works on .*countersign\.db/);
  const other = await holdDatabase(`file:${join(folder, "other.db")}`);
  await other();
  await release();
  await (await holdDatabase(url))();
}, 20_000);

test("PostgreSQL is held by nobody", async () => {
  await (await holdDatabase("postgresql://nobody@localhost:1/nothing"))();
});
