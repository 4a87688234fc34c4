// `npm run verify:evidence -- pack.ndjson keys.json`: checks downloaded evidence, as `npx countersign verify` does.
import { readFileSync } from "node:fs";
import { tellVerdict } from "@/clients/command-line/verdict";

const [pack, keys] = process.argv.slice(2);
if (!pack || !keys) {
  console.error("Name the evidence and the keys: npm run verify:evidence -- pack.ndjson keys.json");
  process.exit(2);
}
try {
  process.exitCode = await tellVerdict(readFileSync(pack, "utf8"), readFileSync(keys, "utf8"));
} catch (error) {
  console.error(`The evidence could not be checked: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 2;
}
