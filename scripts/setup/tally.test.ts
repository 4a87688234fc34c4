import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { failedFiles, orOneFailure, playwrightTally, type UnitFile, unitFiles, unitTally } from "./tally.mjs";

const folder = mkdtempSync(join(tmpdir(), "countersign-tally-"));
afterAll(() => rmSync(folder, { recursive: true }));

function kept(name: string, report: object): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(report));
  return path;
}

const good: UnitFile = {
  name: "good.test.ts",
  status: "passed",
  assertionResults: [
    { fullName: "adds", status: "passed" },
    { fullName: "waits for another database", status: "skipped" },
  ],
};
const bad: UnitFile = {
  name: "bad.test.ts",
  status: "failed",
  assertionResults: [
    { fullName: "adds", status: "passed" },
    { fullName: "divides", status: "failed", failureMessages: ["expected 2\n".repeat(40)] },
  ],
};
const unloaded: UnitFile = {
  name: "unloaded.test.ts",
  status: "failed",
  message: "Cannot find module",
  assertionResults: [],
};

describe("the tally of all tests", () => {
  it("counts what passed, and names each failure with its file and its first lines", () => {
    const tally = unitTally([good, bad]);
    expect(tally).toMatchObject({ passed: 2, failed: 1 });
    const [failure = ""] = tally.failures;
    expect(failure).toMatch(/^bad\.test\.ts › divides\nexpected 2/);
    expect(failure.split("\n")).toHaveLength(13);
  });

  it("counts a file that could not be loaded as a failure", () => {
    expect(failedFiles([good, unloaded])).toEqual([unloaded]);
    expect(unitTally([good, unloaded])).toMatchObject({
      passed: 1,
      failed: 1,
      failures: ["unloaded.test.ts\nCannot find module"],
    });
  });

  it("reads what Vitest wrote, and knows when it wrote nothing", () => {
    expect(unitFiles(kept("unit.json", { testResults: [good] }))).toEqual([good]);
    expect(unitFiles(join(folder, "missing.json"))).toBeNull();
  });

  it("counts a browser test that needed a second try as passed", () => {
    const path = kept("browser.json", { stats: { expected: 5, flaky: 1, unexpected: 2 } });
    expect(playwrightTally(path, 1)).toMatchObject({ passed: 6, failed: 2 });
  });

  it("fails where a run left no report, or ended badly without naming a test", () => {
    expect(playwrightTally(join(folder, "missing.json"), 0)).toMatchObject({ passed: 0, failed: 1 });
    expect(orOneFailure(unitTally([good]), 1)).toMatchObject({ passed: 1, failed: 1 });
    expect(orOneFailure(unitTally([bad]), 1)).toMatchObject({ failed: 1 });
    expect(orOneFailure(unitTally([good]), 0)).toMatchObject({ passed: 1, failed: 0 });
  });
});
