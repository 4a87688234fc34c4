import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const map = readFileSync("docs/architecture.md", "utf8");
const folders = /^(?:app|bench|components|docs|e2e|lib|prisma|public|scripts)\//;

/** What stands in backticks and begins like a path from the top level. */
const pathsIn = (text: string) =>
  [...text.matchAll(/`([^`\s]+)`/g)].flatMap(([, named = ""]) => (folders.test(named) ? [named] : []));

test("the map names no path that is not there", () => {
  expect(pathsIn(map).length).toBeGreaterThan(80);
  expect(pathsIn(map).filter((path) => !existsSync(path))).toEqual([]);
});

test("the threat model names no test that is not there", () => {
  const named = pathsIn(readFileSync("docs/threat-model.md", "utf8"));
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});

test("no law is without tests, and none is left out", () => {
  const laws = (map.split("## The laws")[1] ?? "").split("\n## ")[0] ?? "";
  const lines = laws.split("\n").filter((line) => /^\d+\. /.test(line));
  expect(lines.map((line) => Number.parseInt(line, 10))).toEqual(
    Array.from({ length: 13 }, (_, at) => at + 1),
  );
  const untested = lines.filter((line) => !pathsIn(line).some((path) => /\.(test|spec)\.ts$/.test(path)));
  expect(untested).toEqual([]);
});

test("no test of a law is off the map", () => {
  const folder = "lib/orchestrator/laws";
  const tests = readdirSync(folder).filter((name) => name.endsWith(".test.ts"));
  expect(tests.length).toBeGreaterThan(8);
  expect(tests.filter((name) => !map.includes(`${folder}/${name}`))).toEqual([]);
});
