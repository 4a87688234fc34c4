import { ensureBuild } from "./build.mjs";
import { findChromium } from "./chromium.mjs";
import { run } from "./run.mjs";

/**
 * Runs what a Playwright configuration names, on the real build, and ends this process as it ends.
 * @param {string} config
 * @param {string[]} which files of it, or other arguments; those of the command line unless told
 */
export async function inBrowser(config, which = process.argv.slice(2)) {
  const chromium = await findChromium();
  if (chromium === undefined) {
    console.error("This needs Chromium: install it (Debian: apt-get install chromium).");
    process.exit(1);
  }
  const distDir = ".next-test";
  await ensureBuild(distDir);
  process.exitCode = await run(
    process.execPath,
    ["node_modules/@playwright/test/cli.js", "test", "--config", config, ...which],
    { env: { ...process.env, NEXT_DIST_DIR: distDir, CHROMIUM_PATH: chromium } },
  );
}
