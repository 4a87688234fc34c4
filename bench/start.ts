// `npm run bench:start`: how soon an engine is ready and at work on a database full of runs.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEngine } from "@/lib/engine/boot";
import { parseEnv } from "@/lib/env";
import { createRun } from "@/lib/orchestrator/requests/create";
import { openDatabase } from "@/lib/store/connection/client";
import { migrate } from "@/lib/store/migrations/migrate";
import { multiplyRun } from "@/lib/testing/multiply-run";

const waiting = 10_000;
const running = 500;

const folder = mkdtempSync(join(tmpdir(), "countersign-bench-"));
const databaseUrl = `file:${join(folder, "bench.db")}`;
await migrate(databaseUrl);
const db = await openDatabase(databaseUrl);
const env = parseEnv({
  ...process.env,
  DATABASE_URL: databaseUrl,
  DATA_DIR: folder,
  SANDBOX_DELAY_MS: "600000",
});
const log = { info() {}, warn() {}, error() {} };
const rita = { kind: "user", id: "user_rita", name: "Rita", email: null, role: "requester" } as const;
const body = { prompt: "a red bicycle on a quay", model: "sandbox:sandbox/image" };

/** The state of a run once it is where `reached` says, however long the engine takes to bring it there. */
async function settled(reached: {
  status: "awaiting_human" | "running";
  step: "payload_review" | "api_call";
}) {
  const engine = await createEngine({ env, db, log });
  await engine.start();
  const policy = reached.step === "api_call" ? "auto" : "require_human";
  const { run_id } = await createRun(engine.context, rita, { ...body, hitl_config: { policy } });
  const listener = engine.context.wakeups.listen(run_id);
  for (;;) {
    const row = await db.prisma.run.findUniqueOrThrow({ where: { id: run_id }, include: { attempts: true } });
    const submitted = reached.step !== "api_call" || row.attempts.some(({ state }) => state === "submitted");
    if (row.status === reached.status && row.step === reached.step && submitted) break;
    await listener.next(1_000);
  }
  listener.close();
  await engine.stop();
  return run_id;
}

await multiplyRun(db, await settled({ status: "awaiting_human", step: "payload_review" }), waiting);
await multiplyRun(db, await settled({ status: "running", step: "api_call" }), running);
const [runs, jobs] = [await db.prisma.run.count(), await db.prisma.job.count()];
await db.close();

const begun = performance.now();
await migrate(databaseUrl);
const reopened = await openDatabase(databaseUrl);
const engine = await createEngine({ env, db: reopened, log });
await engine.start();
const ready = performance.now();
const { run_id } = await createRun(engine.context, rita, {
  ...body,
  hitl_config: { policy: "require_human" },
});
const listener = engine.context.wakeups.listen(run_id);
while ((await reopened.prisma.run.findUniqueOrThrow({ where: { id: run_id } })).status !== "awaiting_human") {
  await listener.next(1_000);
}
console.log(`${runs} runs, ${jobs} jobs: ready after ${Math.round(ready - begun)} ms,`);
console.log(`a new run was in the inbox ${Math.round(performance.now() - ready)} ms later.`);
listener.close();
await engine.stop();
await reopened.close();
rmSync(folder, { recursive: true, force: true });
