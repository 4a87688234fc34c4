// `npm test`: everything, from a fresh checkout. Plain Node: nothing is installed yet.
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuild } from "./setup/build.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { generateClients } from "./setup/generate.mjs";
import { requireNode } from "./setup/node-version.mjs";
import { run } from "./setup/run.mjs";
import { oneFailure, playwrightTally } from "./setup/tally.mjs";
import { unitTests } from "./setup/unit-tests.mjs";

requireNode();
const reports = mkdtempSync(join(tmpdir(), "countersign-reports-"));
/** @type {import("./setup/tally.mjs").Tally} */
const total = { passed: 0, failed: 0, failures: [], flaky: [] };
const distDir = ".next-test";
try {
  await ensureDependencies({ development: true });
  await generateClients();
  const browser = hasSpecs() ? prepareBrowser() : null;
  // Said when its turn has come; what fails first is told first.
  browser?.catch(() => {});
  add(await unitTests(reports));
  if (browser) add(await browserTests(await browser));
} catch (error) {
  add(oneFailure(error instanceof Error ? error.message : String(error)));
} finally {
  rmSync(reports, { recursive: true, force: true });
}
for (const name of total.flaky) console.log(`\nPassed at its second try only: ${name}`);
// Last, so that the end of a long output says what is wrong.
for (const failure of total.failures) console.log(`\nFailed: ${failure}`);
console.log(`tests: ${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

/** @param {import("./setup/tally.mjs").Tally} tally */
function add(tally) {
  total.passed += tally.passed;
  total.failed += tally.failed;
  total.failures.push(...tally.failures);
  total.flaky.push(...tally.flaky);
}

/** The real build, in a folder of its own: a server that runs from .next is not disturbed. Made of the time in which tests wait. */
async function prepareBrowser() {
  const { findChromium } = await import("./setup/chromium.mjs");
  const chromium = await findChromium();
  if (chromium === undefined) {
    throw new Error("The browser tests need Chromium: install it (Debian: apt-get install chromium).");
  }
  await ensureBuild(distDir, 19);
  return chromium;
}

/**
 * A test that fails is tried once more, on a server that no other test has used, and is named when it passes then: it is
 * to be mended.
 * @param {string} chromium
 */
async function browserTests(chromium) {
  const report = join(reports, "playwright.json");
  const code = await run(
    process.execPath,
    ["node_modules/@playwright/test/cli.js", "test", "--retries=1", "--reporter=list,json"],
    {
      env: {
        ...process.env,
        NEXT_DIST_DIR: distDir,
        CHROMIUM_PATH: chromium,
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      },
    },
  );
  return playwrightTally(report, code);
}

function hasSpecs() {
  return (
    existsSync("e2e") &&
    readdirSync("e2e", { recursive: true }).some((name) => /\.spec\.ts$/.test(String(name)))
  );
}
