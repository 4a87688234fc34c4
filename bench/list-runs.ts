// `npm run bench:list`: how long each filter of the list takes on a database of a million runs (SQLite).
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ListRuns } from "@/lib/contracts/list-runs";
import { createEngine } from "@/lib/engine/boot";
import { parseEnv } from "@/lib/env";
import { listRuns } from "@/lib/orchestrator/reading/list-runs";
import { waitForRest } from "@/lib/orchestrator/reading/rest";
import { createRun } from "@/lib/orchestrator/requests/create";
import { openDatabase } from "@/lib/store/connection/client";
import { migrate } from "@/lib/store/migrations/migrate";

const count = Number(process.env.RUNS ?? 1_000_000);
const allowed = 50;
const rounds = 5;

const folder = mkdtempSync(join(tmpdir(), "countersign-list-"));
const databaseUrl = `file:${join(folder, "list.db")}`;
await migrate(databaseUrl);
const db = await openDatabase(databaseUrl);
const env = parseEnv({ ...process.env, DATABASE_URL: databaseUrl, DATA_DIR: folder });
const engine = await createEngine({ env, db, log: { info() {}, warn() {}, error() {} } });
const ann = { kind: "user", id: "user_ann", name: "Ann", email: null, role: "reviewer" } as const;
const rita = { kind: "user", id: "user_rita", name: "Rita", email: null, role: "requester" } as const;

await engine.start();
const { run_id } = await createRun(engine.context, rita, {
  prompt: "a red bicycle on a quay",
  model: "sandbox:sandbox/image",
});
await waitForRest(engine.context, run_id, 30_000);
await engine.stop();

/** What differs from run to run; everything else is the first run's. A few values are common and most are rare. */
const varied: Record<string, string> = {
  id: "printf('run_%020d', n)",
  status:
    "CASE WHEN n % 97 = 0 THEN 'awaiting_human' WHEN n % 50 = 1 THEN 'failed' WHEN n % 5000 = 2 THEN 'expired' ELSE 'completed' END",
  step: "CASE WHEN n % 97 = 0 THEN 'payload_review' WHEN n % 9000 = 3 THEN 'api_call' ELSE 'completed' END",
  provider: "CASE WHEN n % 20000 = 4 THEN 'rare' WHEN n % 4 = 0 THEN 'sandbox' ELSE 'replicate' END",
  model: "'owner/model-' || (n % 400)",
  operationType:
    "CASE WHEN n % 30000 = 5 THEN 'embedding' WHEN n % 3 = 0 THEN 'audio_generation' ELSE 'image_generation' END",
  prompt: "'picture number ' || n || ' of a quay'",
  ownerId: "'user_' || (n % 1000)",
  userId: "'customer_' || (n % 20000)",
  sessionId: "'session_' || (n % 50000)",
  userEmail: "'customer_' || (n % 20000) || '@example.com'",
  agentEmail: "'agent_' || (n % 20) || '@example.com'",
  claimedById: "CASE WHEN n % 970 = 0 THEN 'user_ann' END",
  claimedUntil: "'2099-01-01T00:00:00.000+00:00'",
  expiresAt:
    "CASE WHEN n % 97 = 0 THEN strftime('%Y-%m-%dT%H:%M:%S.000+00:00', 1750000000 + n * 31, 'unixepoch') END",
  createdAt: "strftime('%Y-%m-%dT%H:%M:%S.000+00:00', 1750000000 + n * 30, 'unixepoch')",
};

const started = performance.now();
const columns = (await db.prisma.$queryRawUnsafe<{ name: string }[]>(`PRAGMA table_info("Run")`)).map(
  ({ name }) => name,
);
await db.prisma.$executeRawUnsafe(
  `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count})
   INSERT INTO "Run" (${columns.map((name) => `"${name}"`).join(", ")})
   SELECT ${columns.map((name) => varied[name] ?? `"${name}"`).join(", ")} FROM numbers, "Run" WHERE "id" = '${run_id}'`,
);
await db.prisma.$executeRawUnsafe(
  `INSERT INTO "SearchText" ("runId", "text") SELECT "id", "prompt" || char(10) || "model" FROM "Run" WHERE "id" <> '${run_id}'`,
);
console.log(`${count.toLocaleString("en")} runs in ${((performance.now() - started) / 1000).toFixed(0)} s\n`);

const middle = new Date((1_750_000_000 + (count / 2) * 30) * 1000).toISOString();
const queries: Record<string, Partial<ListRuns>> = {
  everything: {},
  "oldest first": { sort: "created_at" },
  inbox: { status: "awaiting_human", sort: "expires_at", limit: 200 },
  "status, common": { status: "completed" },
  "status, rare": { status: "expired" },
  "status, rare, oldest first": { status: "expired", sort: "created_at" },
  "step, rare": { step: "api_call" },
  "provider, common": { provider: "sandbox" },
  "provider, rare": { provider: "rare" },
  model: { model: "owner/model-7" },
  "kind, rare": { operation_type: "embedding" },
  user: { user_id: "customer_77" },
  session: { session_id: "session_77" },
  "user's e-mail": { user_email: "customer_77@example.com" },
  "agent's e-mail, common": { agent_email: "agent_7@example.com" },
  "the last five of a requester": { created_by: "user_77", created_before: middle, limit: 5 },
  "claimed by": { claimed_by: "user_ann" },
  "created until the middle": { created_before: middle },
  "created since the middle, oldest first": { created_after: middle, sort: "created_at" },
  "status and model": { status: "failed", model: "owner/model-51" },
  "status and kind": { status: "awaiting_human", operation_type: "audio_generation" },
  "status, provider and dates": { status: "failed", provider: "sandbox", created_before: middle },
  "two that never meet": { provider: "rare", status: "expired" },
  "a whole id": { q: "run_00000000000000000042" },
  "a common word": { q: "quay" },
  "a word that is not there": { q: "zeppelin" },
  "a word that is not there, of a rare status": { q: "zeppelin", status: "expired" },
};

let slow = 0;
for (const [name, given] of Object.entries(queries)) {
  const query = ListRuns.parse(given);
  const times: number[] = [];
  let rows = 0;
  for (let round = 0; round < rounds; round++) {
    const before = performance.now();
    rows = (await listRuns(engine.context, ann, query)).data.length;
    times.push(performance.now() - before);
  }
  const median = times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
  if (median > allowed) slow++;
  console.log(`${name.padEnd(40)} ${String(rows).padStart(4)} rows ${median.toFixed(1).padStart(8)} ms`);
}

let deep = ListRuns.parse({ limit: 200 });
for (let page = 0; page < 50; page++) {
  const { next_cursor } = await listRuns(engine.context, ann, deep);
  deep = { ...deep, cursor: next_cursor ?? undefined };
}
const before = performance.now();
await listRuns(engine.context, ann, deep);
console.log(`${"the 51st page of 200".padEnd(49)} ${(performance.now() - before).toFixed(1).padStart(8)} ms`);
console.log(`\n${slow} of ${Object.keys(queries).length} over ${allowed} ms`);

await db.close();
rmSync(folder, { recursive: true, force: true });
