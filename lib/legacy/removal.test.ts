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

const textOf = (path: string) => readFileSync(join(root, path), "utf8");
const nameOf = (path: string) => path.replace(/\.(tsx?|mjs)$/, "");

/** What a file imports, without extensions. */
function importsOf(path: string): string[] {
  return [...textOf(path).matchAll(/(?:from|import\(?)\s*"((?:@|\.\.?)\/[^"]+)"/g)].map(([, to = ""]) =>
    nameOf(to.startsWith("@/") ? to.slice(2) : join(dirname(path), to)),
  );
}

/** The files whose types the plug can change: whatever imports it, however far. */
function reached(): string[] {
  const imports = sources.map((path) => ({ path, from: new Set(importsOf(path)) }));
  const known = new Set([plug]);
  for (const one of known) {
    const name = nameOf(one);
    for (const { path, from } of imports)
      if (from.has(name) || from.has(name.replace(/\/index$/, ""))) known.add(path);
  }
  return [...known];
}

it("takes two lines of one file: nothing else imports the folder", () => {
  const importers = sources.filter((path) => /(from|import\()\s*"[^"]*\blegacy\//.test(textOf(path)));
  expect(importers).toEqual([plug]);
  expect(textOf(plug).split("\n").filter(isPlug)).toHaveLength(2);
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
  const wanted = reached();
  expect(wanted).toContain("app/api/teams/run/route.ts");
  const only = { extends: "./tsconfig.json", include: [], files: wanted };
  writeFileSync(join(copy, "tsconfig.only.json"), JSON.stringify(only));
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  let faults = "";
  try {
    const project = ["-p", "tsconfig.only.json", "--incremental", "false"];
    execFileSync(process.execPath, [compiler, "--noEmit", ...project], { cwd: copy });
  } catch (error) {
    faults = String(error instanceof Error && "stdout" in error ? error.stdout : error);
  }
  expect(faults).toBe("");
});
