/**
 * Kills a server over and over while it is used, and looks whether anything was lost:
 *   npm run test:crash -- --rounds 300 --database sqlite|postgres [--seed 1] [--out figures.json] [--mutant name] [--write]
 * `--write` puts the figures into docs/reliability.md. SIGUSR2 ends it after the round at hand.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { crashTest } from "../lib/testing/crash/crash-test";
import { mutants } from "../lib/testing/crash/mutants";
import { planRounds } from "../lib/testing/crash/plan";
import { Random } from "../lib/testing/crash/random";
import { reportTable } from "../lib/testing/crash/report";
import { startPostgres } from "../lib/testing/postgres";
import { writtenPart } from "../lib/testing/written-part";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "300" },
    database: { type: "string", default: "sqlite" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    out: { type: "string" },
    mutant: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
const { database, out } = values;
if (database !== "sqlite" && database !== "postgres") throw new Error("--database is sqlite or postgres");
const mutant = values.mutant === undefined ? null : mutants[values.mutant];
if (mutant === undefined) throw new Error(`--mutant is one of: ${Object.keys(mutants).join(", ")}`);
const seed = Number(values.seed);
const random = new Random(seed);
console.log(`seed ${seed}, ${database}`);

const enough = new AbortController();
process.once("SIGUSR2", () => enough.abort());

const postgres = database === "postgres" ? await startPostgres() : null;
try {
  const report = await crashTest({
    random,
    mutant,
    signal: enough.signal,
    rounds: planRounds({ rounds: Number(values.rounds), random }),
    ...(postgres ? { databaseUrl: await postgres.createDatabase() } : {}),
    onRound: (done, of) => {
      if (done % 10 === 0) console.log(`${done} of ${of}`);
    },
  });
  console.log(reportTable(report));
  for (const fault of report.faults) console.error(`FAULT ${fault}`);
  if (report.faults.length > 0) console.error(`Everything is kept in ${report.folder}`);
  if (out) writeFileSync(out, `${JSON.stringify({ database, seed, ...report }, null, 2)}\n`);
  if (values.write) {
    const how = `${new Date().toISOString().slice(0, 10)}, seed ${seed}, Node ${process.version}`;
    writtenPart("docs/reliability.md", `kill test ${database}`).update(`${how}\n\n${reportTable(report)}`);
  }
  process.exitCode = report.faults.length === 0 ? 0 : 1;
} finally {
  await postgres?.stop();
}
