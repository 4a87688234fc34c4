import { existsSync, readFileSync } from "node:fs";

/**
 * `failures` are what is to be read last, each with its name; `flaky` are the names of what passed at its second try
 * only, and is to be mended.
 * @typedef {{ passed: number, failed: number, failures: string[], flaky: string[] }} Tally
 */

/** What was expected, what came, and where. */
const mostLines = 12;

/** @typedef {{ fullName: string, status: string, failureMessages?: string[] }} UnitTest */
/** @typedef {{ name: string, status: string, message?: string, assertionResults: UnitTest[] }} UnitFile */

/**
 * What Vitest's JSON report says of each file; null where there is none.
 * @param {string} path
 * @returns {UnitFile[] | null}
 */
export function unitFiles(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).testResults : null;
}

/**
 * @param {UnitFile[]} files
 * @returns {UnitFile[]} Those with a test that failed, or that could not even be loaded.
 */
export function failedFiles(files) {
  return files.filter((file) => file.status === "failed");
}

/**
 * A file that could not even be loaded counts as one failure.
 * @param {UnitFile[]} files
 * @returns {Tally}
 */
export function unitTally(files) {
  const tests = files.flatMap(({ assertionResults }) => assertionResults);
  const failures = failedFiles(files).flatMap(failuresOf);
  const passed = tests.filter(({ status }) => status === "passed").length;
  return { passed, failed: failures.length, failures, flaky: [] };
}

/**
 * What Playwright's JSON report says; a test that needed a second try counts as passed. Playwright names its failures
 * itself, last.
 * @param {string} path
 * @param {number} exitCode
 * @returns {Tally}
 */
export function playwrightTally(path, exitCode) {
  if (!existsSync(path)) return oneFailure("The browser tests left no report.");
  const { expected, flaky, unexpected } = JSON.parse(readFileSync(path, "utf8")).stats;
  return orOneFailure({ passed: expected + flaky, failed: unexpected, failures: [], flaky: [] }, exitCode);
}

/**
 * @param {string} failure
 * @returns {Tally}
 */
export function oneFailure(failure) {
  return { passed: 0, failed: 1, failures: [failure], flaky: [] };
}

/**
 * A run that ended badly without naming a test (an unhandled error) still failed.
 * @param {Tally} tally
 * @param {number} exitCode
 * @returns {Tally}
 */
export function orOneFailure(tally, exitCode) {
  if (exitCode === 0 || tally.failed > 0) return tally;
  return { ...tally, failed: 1, failures: ["A run ended badly without naming a test."] };
}

/**
 * @param {UnitFile} file
 * @returns {string[]}
 */
function failuresOf({ name, message, assertionResults }) {
  const failed = assertionResults.filter(({ status }) => status === "failed");
  if (failed.length === 0) return [`${name}\n${message ?? ""}`];
  return failed.map(({ fullName, failureMessages = [] }) => {
    const lines = failureMessages.join("\n").split("\n").slice(0, mostLines);
    return `${name} › ${fullName}\n${lines.join("\n")}`;
  });
}
