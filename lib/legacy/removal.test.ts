import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const plug = "lib/http/route/one-shot.ts";
const copy = mkdtempSync(join(tmpdir(), "countersign-without-legacy-"));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: root })
  .toString()
  .split("\n")
  .filter((path) => path !== "" && !path.startsWith("lib/legacy/"));
const sources = files.filter((path) => /\.(tsx?|mjs)$/.test(path));

/** The two lines that plug the older path in: the import, and its use. */
const isPlug = (line: string) => line.includes("ReplicateTeam");

it("takes two lines of one file: nothing else imports the folder", () => {
  const importers = sources.filter((path) =>
    /(from|import\()\s*"[^"]*\blegacy\//.test(readFileSync(join(root, path), "utf8")),
  );
  expect(importers).toEqual([plug]);
  expect(readFileSync(join(root, plug), "utf8").split("\n").filter(isPlug)).toHaveLength(2);
});

it("leaves the rest well typed", { timeout: 300_000 }, () => {
  for (const path of files.filter((one) => /\.(tsx?|mjs|json|css)$/.test(one))) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(root, path), join(copy, path));
  }
  cpSync(join(root, "lib/store/generated"), join(copy, "lib/store/generated"), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  const lines = readFileSync(join(copy, plug), "utf8").split("\n");
  writeFileSync(join(copy, plug), lines.filter((line) => !isPlug(line)).join("\n"));
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  let faults = "";
  try {
    execFileSync(process.execPath, [compiler, "--noEmit", "--incremental", "false"], { cwd: copy });
  } catch (error) {
    faults = String(error instanceof Error && "stdout" in error ? error.stdout : error);
  }
  expect(faults).toBe("");
});
