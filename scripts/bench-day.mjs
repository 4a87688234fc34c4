// `npm run bench:day -- [--seed 1] [--runs 200]`: a reviewer's day at the desk of the real build, by keys alone.
import { parseArgs } from "node:util";
import { inBrowser } from "./setup/in-browser.mjs";

const { values } = parseArgs({
  options: { seed: { type: "string", default: "1" }, runs: { type: "string", default: "200" } },
});
process.env.DAY_SEED = values.seed;
process.env.DAY_RUNS = values.runs;
await inBrowser("playwright.bench.config.ts", ["e2e/day.bench.ts"]);
