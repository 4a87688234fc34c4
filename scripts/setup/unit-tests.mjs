import { join } from "node:path";
import { run } from "./run.mjs";
import { failedFiles, oneFailure, orOneFailure, unitFiles, unitTally } from "./tally.mjs";

/** More files than a busy machine holds up: what fails there is broken. */
const mostTriedAgain = 12;

/**
 * All of Vitest. A file with a failure among its tests is tried once more, when no other runs beside it; a test that
 * passes then is named, as it is to be mended.
 * @param {string} folder Where the reports go.
 * @returns {Promise<import("./tally.mjs").Tally>}
 */
export async function unitTests(folder) {
  const first = await vitest(join(folder, "vitest.json"), []);
  if (first.files === null) return oneFailure("The tests left no report.");
  const failed = failedFiles(first.files);
  if (failed.length === 0 || failed.length > mostTriedAgain) {
    return orOneFailure(unitTally(first.files), first.code);
  }

  const again = [...new Set(failed.map(({ name }) => name))];
  console.log(`\nOnce more, one after the other: what failed is in ${again.length} of the test files.`);
  const second = await vitest(join(folder, "vitest-again.json"), ["--maxWorkers=1", ...again]);
  if (second.files === null) return unitTally(first.files);
  const others = first.files.filter(({ name }) => !again.includes(name));
  const tally = orOneFailure(unitTally([...others, ...second.files]), second.code);
  const stillFailed = new Set(namesOf(second.files));
  return { ...tally, flaky: namesOf(failed).filter((name) => !stillFailed.has(name)) };
}

/**
 * @param {string} report
 * @param {string[]} args
 */
async function vitest(report, args) {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await run(process.execPath, ["node_modules/vitest/vitest.mjs", "run", ...reporters, ...args]);
  return { code, files: unitFiles(report) };
}

/**
 * @param {import("./tally.mjs").UnitFile[]} files
 * @returns {string[]}
 */
function namesOf(files) {
  return unitTally(files).failures.map((failure) => failure.split("\n", 1)[0] ?? "");
}
