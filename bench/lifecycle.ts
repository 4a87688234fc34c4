/**
 * `npm run bench:lifecycle`: what a run costs that waits for a person, is approved and done, with a provider that
 * answers at once and everything on disk. One JSON line a figure.
 *   npm run bench:lifecycle -- [--runs 100] [--on sqlite|postgres] [--profile FOLDER]
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startPostgres } from "@/lib/testing/postgres";
import { countStatements } from "@/lib/testing/statements";
import { reviewedRuns } from "./reviewed-runs";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "100" },
    on: { type: "string", default: "sqlite" },
    profile: { type: "string" },
  },
});
const count = Number(values.runs);
const folder = mkdtempSync(join(tmpdir(), "countersign-bench-"));
// One that keeps what it commits, as in service.
const server = values.on === "postgres" ? await startPostgres([]) : null;
const databaseUrl = server ? await server.createDatabase() : `file:${join(folder, "bench.db")}`;
const { db, one, close } = await reviewedRuns(databaseUrl, folder);

async function rate(atOnce: number): Promise<void> {
  const took: number[] = [];
  let left = count;
  using statements = countStatements();
  const cpu = process.cpuUsage();
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) took.push(await one());
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  took.sort((a, b) => a - b);
  console.log(
    JSON.stringify({
      on: db.kind,
      at_once: atOnce,
      statements_per_run: Math.round((statements.all.length / count) * 10) / 10,
      commits_per_run: Math.round((statements.commits / count) * 10) / 10,
      ...(server && { round_trips_per_run: Math.round((statements.roundTrips / count) * 10) / 10 }),
      runs_per_second: Math.round((count / seconds) * 10) / 10,
      cpu_ms_per_run: Math.round((user + system) / 1000 / count),
      decision_to_done_ms_p50: Math.round((took[Math.floor(took.length / 2)] ?? 0) * 10) / 10,
    }),
  );
}

/** Does `work`, and keeps a profile of the processor where one is asked for. */
async function profiled(name: string, work: () => Promise<void>): Promise<void> {
  if (values.profile === undefined) return work();
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.start");
  await work();
  const { profile } = await session.post("Profiler.stop");
  writeFileSync(join(values.profile, `${name}.cpuprofile`), JSON.stringify(profile));
  session.disconnect();
}

for (let warm = 0; warm < 10; warm++) await one();
await profiled("one", () => rate(1));
await profiled("sixteen", () => rate(16));
await close();
await server?.stop();
rmSync(folder, { recursive: true, force: true });
