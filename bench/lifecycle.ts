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
import { createEngine } from "@/lib/engine/boot";
import { parseEnv } from "@/lib/env";
import { approveReview } from "@/lib/orchestrator/decisions/approve";
import { waitForRest } from "@/lib/orchestrator/reading/rest";
import { createRun } from "@/lib/orchestrator/requests/create";
import { openDatabase } from "@/lib/store/connection/client";
import { migrate } from "@/lib/store/migrations/migrate";
import { startPostgres } from "@/lib/testing/postgres";
import { countStatements } from "@/lib/testing/statements";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "100" },
    on: { type: "string", default: "sqlite" },
    profile: { type: "string" },
  },
});
const count = Number(values.runs);
const patience = 30_000;
const folder = mkdtempSync(join(tmpdir(), "countersign-bench-"));
// One that keeps what it commits, as in service.
const server = values.on === "postgres" ? await startPostgres([]) : null;
const databaseUrl = server ? await server.createDatabase() : `file:${join(folder, "bench.db")}`;
await migrate(databaseUrl);
const db = await openDatabase(databaseUrl);
const env = parseEnv({ ...process.env, DATABASE_URL: databaseUrl, DATA_DIR: folder, SANDBOX_DELAY_MS: "0" });
const log = { info() {}, warn() {}, error() {} };
const engine = await createEngine({ env, db, log });
await engine.start();
const { context } = engine;
const person = (name: string, role: "requester" | "reviewer") =>
  ({ kind: "user", id: `user_${name}`, name, email: null, role }) as const;
const [rita, ann] = [person("rita", "requester"), person("ann", "reviewer")];
const body = {
  prompt: "a red bicycle on a quay",
  model: "sandbox:sandbox/text",
  hitl_config: { policy: "require_human" as const, allowed_steps: ["payload_review" as const] },
};

/** @returns the milliseconds from the decision to the end */
async function one(): Promise<number> {
  const { run_id } = await createRun(context, rita, body);
  const { review } = await waitForRest(context, run_id, patience);
  const decided = performance.now();
  await approveReview(
    context,
    run_id,
    {
      principal: ann,
      question: { approval_token: review?.approval_token, if_match: null, received_at: new Date() },
      actor: undefined,
      idempotency: null,
    },
    {},
  );
  const { status } = await waitForRest(context, run_id, patience);
  if (status !== "completed") throw new Error(`${run_id} is ${status}`);
  return performance.now() - decided;
}

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
await engine.stop();
await db.close();
await server?.stop();
rmSync(folder, { recursive: true, force: true });
