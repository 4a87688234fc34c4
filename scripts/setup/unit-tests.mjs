import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run.mjs";
import { failedFiles, oneFailure, orOneFailure, unitFiles, unitTally } from "./tally.mjs";

/** More files than a busy machine holds up: what fails there is broken. */
const mostTriedAgain = 12;

/**
 * All of Vitest. A file with a failure among its tests is tried once more, when no other runs beside it; a test that
 * passes then is named, as it is to be mended. What went wrong outside of any test is not tried again.
 * @param {string} folder Where the reports go.
 * @returns {Promise<import("./tally.mjs").Tally>}
 */
export async function unitTests(folder) {
  const first = await vitest(join(folder, "first"), []);
  if (first === null) return oneFailure("The tests left no report.");
  const failed = failedFiles(first.files);
  if (failed.length === 0 || failed.length > mostTriedAgain) return told(first, first.files);

  const again = [...new Set(failed.map(({ name }) => name))];
  console.log(`\nOnce more, one after the other: what failed is in ${again.length} of the test files.`);
  const second = await vitest(join(folder, "again"), ["--maxWorkers=1", ...again]);
  if (second === null) return told(first, first.files);
  const others = first.files.filter(({ name }) => !again.includes(name));
  const unhandled = [...first.unhandled, ...second.unhandled];
  const tally = told({ code: second.code, unhandled }, [...others, ...second.files]);
  const stillFailed = new Set(namesOf(second.files));
  return { ...tally, flaky: namesOf(failed).filter((name) => !stillFailed.has(name)) };
}

/**
 * @param {{ code: number, unhandled: string[] }} run
 * @param {import("./tally.mjs").UnitFile[]} files
 */
function told({ code, unhandled }, files) {
  const { failed, failures, ...rest } = unitTally(files);
  const all = [...failures, ...unhandled.map((error) => `Outside of any test: ${error}`)];
  return orOneFailure({ ...rest, failed: failed + unhandled.length, failures: all }, code);
}

/**
 * @param {string} report The beginning of where its reports go.
 * @param {string[]} args
 */
async function vitest(report, args) {
  const [tests, errors] = [`${report}.json`, `${report}-unhandled.json`];
  const code = await run(
    process.execPath,
    [
      "node_modules/vitest/vitest.mjs",
      "run",
      ...["default", "./scripts/setup/note-unhandled.mjs", "json"].map((name) => `--reporter=${name}`),
      `--outputFile.json=${tests}`,
      ...args,
    ],
    { env: { ...process.env, UNHANDLED_ERRORS: errors } },
  );
  const files = unitFiles(tests);
  if (files === null || !existsSync(errors)) return null;
  /** @type {string[]} */
  const unhandled = JSON.parse(readFileSync(errors, "utf8"));
  return { code, files, unhandled };
}

/**
 * @param {import("./tally.mjs").UnitFile[]} files
 * @returns {string[]}
 */
function namesOf(files) {
  return unitTally(files).failures.map((failure) => failure.split("\n", 1)[0] ?? "");
}
