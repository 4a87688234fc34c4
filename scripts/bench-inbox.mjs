// `npm run bench:inbox`: measures the desk of the real build: with ten thousand waiting runs, and until its first row.
import { inBrowser } from "./setup/in-browser.mjs";

await inBrowser("playwright.bench.config.ts", [
  "e2e/inbox.bench.ts",
  "e2e/first-row.bench.ts",
  ...process.argv.slice(2),
]);
