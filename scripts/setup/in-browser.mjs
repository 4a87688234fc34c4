import { ensureBuild } from "./build.mjs";
import { findChromium } from "./chromium.mjs";
import { run } from "./run.mjs";

/**
 * Runs what a Playwright configuration names, on the real build, and ends this process as it ends.
 * @param {string} config
 */
export async function inBrowser(config) {
  const chromium = await findChromium();
  if (chromium === undefined) {
    console.error("This needs Chromium: install it (Debian: apt-get install chromium).");
    process.exit(1);
  }
  const distDir = ".next-test";
  await ensureBuild(distDir);
  process.exitCode = await run(
    process.execPath,
    ["node_modules/@playwright/test/cli.js", "test", "--config", config, ...process.argv.slice(2)],
    { env: { ...process.env, NEXT_DIST_DIR: distDir, CHROMIUM_PATH: chromium } },
  );
}
