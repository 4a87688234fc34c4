// `npm run bench:inbox`: measures the desk with ten thousand waiting runs, of the real build.
import { inBrowser } from "./setup/in-browser.mjs";

await inBrowser("playwright.bench.config.ts", ["e2e/inbox.bench.ts", ...process.argv.slice(2)]);
