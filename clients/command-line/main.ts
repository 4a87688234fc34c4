import { CommanderError, program } from "commander";
import { CountersignError } from "countersign-client";
import { addDecisions } from "./decisions";
import { addDesk } from "./desk";
import { addEvidence } from "./evidence";
import { addFiles } from "./files";
import { addRuns } from "./runs";
import { exit, Stop } from "./stop";
import { plain } from "./tell";

// Whoever read enough closes the pipe: `countersign runs list | head`.
process.stdout.on("error", () => process.exit(exit.done));

program
  .name("countersign")
  .description("A person's signature between an AI request and the money it spends.")
  .option("--url <address>", "where Countersign is", process.env.COUNTERSIGN_URL ?? "http://localhost:3000")
  .option("--json", "answers as JSON on the standard output, as the server gave them")
  .addHelpText(
    "after",
    `
The key is read from COUNTERSIGN_KEY, the address from COUNTERSIGN_URL.
Ends with 0 when it is done, 1 when it could not be done, 2 when the command is not understood, 3 when Countersign refused,
4 when the run ended but did not complete.`,
  )
  .configureHelp({ showGlobalOptions: true })
  .exitOverride();

addDesk(program);
addRuns(program);
addDecisions(program);
addFiles(program);
addEvidence(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = codeOf(error);
}

function codeOf(error: unknown): number {
  // It has said so itself.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exit.done : exit.misunderstood;
  if (error instanceof Stop) {
    console.error(plain(error.message));
    return error.code;
  }
  if (error instanceof CountersignError) {
    console.error(plain(error.message));
    for (const { pointer, message } of error.problem?.errors ?? [])
      console.error(plain(`  ${pointer} ${message}`));
    return exit.refused;
  }
  console.error(plain(inWords(error)));
  return exit.failed;
}

function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return error instanceof TypeError && cause instanceof Error
    ? `${program.opts().url} cannot be reached: ${cause.message || ("code" in cause && cause.code)}`
    : error.message;
}
