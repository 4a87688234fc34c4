import { existsSync, readFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number }} Tally */

/**
 * What Vitest's JSON report says. A file that could not even be loaded counts as one failure.
 * @param {string} path
 * @param {number} exitCode
 * @returns {Tally}
 */
export function vitestTally(path, exitCode) {
  if (!existsSync(path)) return { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(path, "utf8"));
  /** @type {{ status: string, assertionResults: unknown[] }[]} */
  const files = report.testResults;
  const unloadable = files.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  return orOneFailure(
    { passed: report.numPassedTests, failed: report.numFailedTests + unloadable.length },
    exitCode,
  );
}

/**
 * What Playwright's JSON report says; a test that needed a second try counts as passed.
 * @param {string} path
 * @param {number} exitCode
 * @returns {Tally}
 */
export function playwrightTally(path, exitCode) {
  if (!existsSync(path)) return { passed: 0, failed: 1 };
  const { expected, flaky, unexpected } = JSON.parse(readFileSync(path, "utf8")).stats;
  return orOneFailure({ passed: expected + flaky, failed: unexpected }, exitCode);
}

/**
 * A run that ended badly without naming a test (an unhandled error) still failed.
 * @param {Tally} tally
 * @param {number} exitCode
 * @returns {Tally}
 */
function orOneFailure(tally, exitCode) {
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
