// `npm run screens`: takes the pictures of docs/screens anew, of the real build.
import { ensureBuild } from "./setup/build.mjs";
import { findChromium } from "./setup/chromium.mjs";
import { runOrExit } from "./setup/run.mjs";

const chromium = await findChromium();
if (chromium === undefined) {
  console.error("The pictures need Chromium: install it (Debian: apt-get install chromium).");
  process.exit(1);
}
const distDir = ".next-test";
await ensureBuild(distDir);
await runOrExit(
  process.execPath,
  ["node_modules/@playwright/test/cli.js", "test", "--config", "playwright.screens.config.ts"],
  {
    env: { ...process.env, NEXT_DIST_DIR: distDir, CHROMIUM_PATH: chromium },
    failure: "The pictures could not be taken; the lines above say why.",
  },
);
