import { checkPack } from "@/lib/orchestrator/heads/check-pack";
import { openerOf } from "@/lib/orchestrator/heads/signer";
import { plain } from "./tell";

/**
 * Checks downloaded evidence without a database and without us, and says what came of it. `keys` are those of
 * `GET /api/hitl/keys.json`, kept since they were trusted. Gives what the command ends with: 0 when it holds, 1 when it
 * does not, 2 when it cannot be checked, 3 when something was withheld from it, 4 when not all of it is signed.
 */
export async function tellVerdict(pack: string, keys: string): Promise<number> {
  try {
    return tell(await checkPack(pack, await openerOf(keys)));
  } catch (error) {
    console.error(
      plain(`The evidence could not be checked: ${error instanceof Error ? error.message : error}`),
    );
    return 2;
  }
}

function tell(verdict: Awaited<ReturnType<typeof checkPack>>): number {
  const { run_id, entries, faults, withheld, named, signed } = verdict;
  for (const fault of faults) console.error(plain(fault));
  if (faults.length > 0 || run_id === null) {
    console.error(plain(`The evidence${run_id === null ? "" : ` of ${run_id}`} does not hold.`));
    return 1;
  }
  console.log(plain(`${run_id}: ${entries} entries, the chain is whole.`));
  if (!named)
    console.log(
      "It began before logs named what a request says, the model's description and output files: of these nothing is vouched for.",
    );
  let code = 0;
  if (withheld.length > 0) {
    console.error(
      plain(
        `Withheld from whoever downloaded it: ${withheld.join(", ")}. Nothing vouches for what these entries say here; a reviewer gets them whole.`,
      ),
    );
    code = 3;
  }
  if (signed === null) {
    console.error("No signed head is in it: whoever had it in hand can have cut it or made it.");
    return 4;
  }
  if (signed.seq < entries) {
    console.error(
      `Entries up to ${signed.seq} are signed by head ${signed.number} of ${signed.at}; for the others nobody signed, or not yet.`,
    );
    return 4;
  }
  console.log(`All of it is signed by head ${signed.number} of ${signed.at}.`);
  return code;
}
