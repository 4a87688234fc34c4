import type { Command } from "commander";
import { CountersignError } from "countersign-client";
import { connect, contentOf } from "./connection";
import { exit, Stop } from "./stop";
import { plain } from "./tell";
import { tellVerdict } from "./verdict";

export function addEvidence(program: Command): void {
  program
    .command("verify [pack]")
    .description("check downloaded evidence offline with --keys, or what the server keeps")
    .option("--keys <file>", "GET /api/hitl/keys.json, kept since it was trusted")
    .option("--run <id>", "of the server: this run alone")
    .addHelpText(
      "after",
      "\nEnds with 0 when it holds, 1 when it does not, 2 when it cannot be checked, 3 when something was withheld, 4 when not all is signed.",
    )
    .action(async (pack: string | undefined, options, command: Command) => {
      if (pack === undefined) return verifyServer(command, options.run);
      if (options.keys === undefined) throw new Stop("Name the keys: --keys keys.json", exit.misunderstood);
      process.exitCode = await tellVerdict(contentOf(pack), contentOf(options.keys));
    });

  program
    .command("rollback")
    .description("everyone is back on the old path from the next request on")
    .requiredOption("--why <text>", "kept in the history")
    .action(async ({ why }: { why: string }, command: Command) => {
      const { countersign } = connect(command);
      const { data, error, response } = await countersign.api.POST("/api/rollout/rollback", {
        body: { why },
      });
      if (!data) throw new CountersignError(response, error);
      if (command.optsWithGlobals().json) return console.log(JSON.stringify(data));
      console.log("Rolled back: every new request takes the old path.");
    });
}

async function verifyServer(command: Command, run?: string): Promise<void> {
  const { countersign } = connect(command);
  const { data, error, response } = await countersign.api.POST("/api/hitl/audit/verify", {
    body: run === undefined ? {} : { run_id: run },
  });
  if (!data) throw new CountersignError(response, error);
  if (command.optsWithGlobals().json) console.log(JSON.stringify(data, null, 2));
  else {
    for (const { run_id, seq, reason } of data.breaks)
      console.error(plain(`${run_id}, entry ${seq}: ${reason}`));
    for (const { number, reason } of data.heads?.breaks ?? [])
      console.error(plain(`Head ${number}: ${reason}`));
    if (data.intact) console.log(`${data.runs_checked} runs, ${data.events_checked} entries: the log holds.`);
  }
  if (!data.intact) throw new Stop("The log does not hold.");
}
