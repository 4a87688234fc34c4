import { runOrThrow } from "./run.mjs";

/** Generates the database clients when the schema changed. */
export async function generateClients() {
  await runOrThrow(process.execPath, ["--import", "tsx", "scripts/generate.ts"], {
    quiet: true,
    failure: "Generating the database client failed; the lines above say why.",
  });
}
