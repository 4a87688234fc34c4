import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, expect, test } from "vitest";
import { holdDatabase, isHeld } from "./hold-file";

const folder = mkdtempSync(join(tmpdir(), "countersign-hold-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Whoever has a file here does not give it back while somebody waits: SQLite stops the whole process for so long. */
const patience = 50;

test("one SQLite file is for one process at a time, and free again when that has given it back", async () => {
  const url = `file:${join(folder, "data", "countersign.db")}`;
  const release = await holdDatabase(url);
  await expect(holdDatabase(url, patience)).rejects.toThrow(/Another Countersign works on .*countersign\.db/);
  const other = await holdDatabase(`file:${join(folder, "other.db")}`);
  await other();
  expect(isHeld(url)).toBe(true);
  await release();
  expect(isHeld(url)).toBe(false);
  await (await holdDatabase(url))();
});

test("a file is one file, whatever links lead to it", async () => {
  const file = join(folder, "linked", "production.db");
  const release = await holdDatabase(`file:${file}`);
  writeFileSync(file, "");
  symlinkSync(file, join(folder, "current.db"));
  symlinkSync(join(folder, "linked"), join(folder, "live"));
  for (const way of [join(folder, "current.db"), join(folder, "live", "production.db")]) {
    expect(isHeld(`file:${way}`)).toBe(true);
    await expect(holdDatabase(`file:${way}`, patience)).rejects.toThrow(/Another Countersign/);
  }
  await release();
  expect(isHeld(`file:${file}`)).toBe(false);
});

test("the lock lasts as long as its process, though nobody holds on to what takes it back", async () => {
  const url = `file:${join(folder, "forgotten.db")}`;
  await holdDatabase(url);
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  collect();
  await expect(holdDatabase(url, patience)).rejects.toThrow(/Another Countersign/);
});

test("a folder that cannot be made is named", async () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  await expect(holdDatabase(`file:${file}/x.db`)).rejects.toThrow(`DATABASE_URL names the file ${file}/x.db`);
});

test("PostgreSQL is held by nobody", async () => {
  await (await holdDatabase("postgresql://nobody@localhost:1/nothing"))();
});
