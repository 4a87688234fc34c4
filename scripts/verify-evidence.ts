// `npm run verify:evidence -- pack.ndjson keys.json`: checks downloaded evidence without a database and without us. The
// keys are those of `GET /api/hitl/keys.json`, kept since they were trusted.
import { readFileSync } from "node:fs";
import { checkPack } from "@/lib/orchestrator/heads/check-pack";
import { openerOf } from "@/lib/orchestrator/heads/signer";

const [pack, keys] = process.argv.slice(2);
if (!pack || !keys) {
  console.error("Name the evidence and the keys: npm run verify:evidence -- pack.ndjson keys.json");
  process.exit(2);
}

try {
  const { run_id, entries, faults, withheld, named, signed } = await checkPack(
    readFileSync(pack, "utf8"),
    await openerOf(readFileSync(keys, "utf8")),
  );
  for (const fault of faults) console.error(fault);
  if (faults.length > 0 || run_id === null) {
    console.error(`The evidence${run_id === null ? "" : ` of ${run_id}`} does not hold.`);
    process.exitCode = 1;
  } else {
    console.log(`${run_id}: ${entries} entries, the chain is whole.`);
    if (!named)
      console.log(
        "It began before logs named what a request says, the model's description and output files: of these nothing is vouched for.",
      );
    if (signed === null) {
      console.error("No signed head is in it: whoever had it in hand can have cut it or made it.");
      process.exitCode = 4;
    } else if (signed.seq < entries) {
      console.error(
        `Entries up to ${signed.seq} are signed by head ${signed.number} of ${signed.at}; for the others nobody signed, or not yet.`,
      );
      process.exitCode = 4;
    } else console.log(`All of it is signed by head ${signed.number} of ${signed.at}.`);
    if (faults.length === 0 && withheld.length > 0) {
      console.error(
        `Withheld from whoever downloaded it: ${withheld.join(", ")}. Nothing vouches for what these entries say here; a reviewer gets them whole.`,
      );
      process.exitCode ??= 3;
    }
  }
} catch (error) {
  console.error(`The evidence could not be checked: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 2;
}
