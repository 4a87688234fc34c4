// `npm run bench:insights`: how soon the figures of a year of 1,000,000 runs are there, on SQLite.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bucketEnd, bucketsBetween } from "@/lib/core/figures/buckets";
import type { EndedRun } from "@/lib/core/figures/ended-run";
import { talliesByPlace } from "@/lib/core/figures/places";
import { getMetrics } from "@/lib/services/insights/get-metrics";
import { getRollout } from "@/lib/services/rollout/get-rollout";
import { openDatabase } from "@/lib/store/connection/client";
import { toColumns } from "@/lib/store/figures";
import { migrate } from "@/lib/store/migrations/migrate";

const runs = 1_000_000;
const waiting = 5_000;
const models = 20;
const reviewers = 12;
const days = 365;
const now = new Date("2026-11-24T12:00:00Z");
const begin = now.getTime() - days * 86_400_000;
const limitMs = 300;

/** A number from 0 to 1 that looks random and is the same every time. */
let seed = 1;
function random(): number {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
}
const oneOf = <Item>(items: readonly Item[]): Item => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("There is nothing to choose from");
  return item;
};

function endedRun(n: number, endedAt: number): EndedRun {
  const path = random() < n / runs ? "hitl" : "legacy";
  const asked = path === "hitl" && random() < 0.4;
  const failed = random() < 0.03;
  const people = asked ? Math.round(5_000 * Math.exp(3 * random())) : 0;
  const provider = Math.round(800 * Math.exp(3 * random()));
  const id = Math.floor(random() * reviewers);
  const action = oneOf(["approve", "approve", "approve", "edit", "reject"] as const);
  const rejected = asked && action === "reject";
  return {
    run_id: `run_${n}`,
    path,
    provider: "replicate",
    model: `owner/model-${Math.floor(random() ** 2 * models)}`,
    status: rejected ? "cancelled" : failed ? "failed" : "completed",
    ended_at: new Date(endedAt).toISOString(),
    failure: failed && !rejected ? oneOf(["provider_error", "provider_failed", "rate_limit_exceeded"]) : null,
    total_ms: people + provider + 40,
    provider_ms: provider,
    people_ms: people,
    decisions: asked
      ? [{ action, actor: { kind: "user", id: `user_${id}`, name: `Reviewer ${id}` }, ms: people }]
      : [],
    timeouts: 0,
    edited:
      asked && action === "edit" ? [oneOf(["/prompt", "/seed", "/steps", "/image", "/loras/*/scale"])] : [],
    estimated_usd: 0.01,
    measured_usd: 0.012,
  };
}

const folder = mkdtempSync(join(tmpdir(), "countersign-bench-"));
const databaseUrl = `file:${join(folder, "bench.db")}`;
await migrate(databaseUrl);
const db = await openDatabase(databaseUrl);

/** The runs that ended in a week of the calendar, evenly over the year. */
function* runsOfWeek(week: Date): Generator<EndedRun> {
  const end = Math.min(bucketEnd(week, "week").getTime(), now.getTime());
  for (; next < runs && timeOf(next) < end; next++) yield endedRun(next, timeOf(next));
}
const timeOf = (n: number) => begin + (n * days * 86_400_000) / runs;
let next = 0;

const made = performance.now();
for (const week of bucketsBetween(new Date(begin), now, "week")) {
  const data = talliesByPlace(runsOfWeek(week)).map(({ place, tally }) => ({
    ...place,
    version: 1,
    ...toColumns(tally),
  }));
  await db.prisma.figureBucket.createMany({ data });
}
// The queue is told from the runs themselves: a million that ended, and some that wait.
await db.prisma.$executeRawUnsafe(`
  WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${runs + waiting})
  INSERT INTO "Run" ("id", "version", "status", "step", "path", "provider", "tool", "model", "prompt", "ownerId", "request",
    "description", "state", "message", "waitingSince", "expiresAt", "createdAt", "updatedAt", "completedAt")
  SELECT 'run_' || n, 9, iif(n <= ${runs}, 'completed', 'awaiting_human'),
    iif(n <= ${runs}, 'completed', 'payload_review'), 'hitl', 'replicate', 'replicate-agent-tool',
    'owner/model-' || (n % ${models}), 'a quay', 'key', '{}', '{}', hex(zeroblob(400)), '',
    iif(n <= ${runs}, NULL, '2026-11-24T11:00:00.000+00:00'), iif(n <= ${runs}, NULL, '2026-11-24T13:00:00.000+00:00'),
    strftime('%Y-%m-%dT%H:%M:%f+00:00', ${begin / 1000} + n * ${(days * 86_400) / (runs + waiting)}, 'unixepoch'),
    '2026-11-24T11:00:00.000+00:00', NULL FROM numbers`);
console.log(
  `${runs} runs and ${waiting} that wait were made in ${Math.round((performance.now() - made) / 1000)} s`,
);

const year = { from: new Date(begin).toISOString(), to: now.toISOString() };
const month = { from: new Date(now.getTime() - 30 * 86_400_000).toISOString(), to: now.toISOString() };
const installation = { enabled: true, older_path: true };
const admin = { kind: "user", id: "user_ada", name: "Ada", email: null, role: "admin" } as const;
const queries: Record<string, () => Promise<unknown>> = {
  "a year by days": () => getMetrics({ db }, { ...year, bucket: "day" }, now),
  "a year by weeks": () => getMetrics({ db }, { ...year, bucket: "week" }, now),
  "a year of one model": () => getMetrics({ db }, { ...year, bucket: "day", model: "owner/model-1" }, now),
  "30 days by hours": () => getMetrics({ db }, { ...month, bucket: "hour" }, now),
  "the page as it opens": () => getMetrics({ db }, {}, now),
  "the rollout's comparison": () => getRollout({ db, installation, now }, admin),
};

const counted = await getMetrics({ db }, { ...year, bucket: "day" }, now);
const sum = counted.paths.hitl.runs + counted.paths.legacy.runs;
if (sum !== runs || counted.queue.waiting !== waiting)
  throw new Error(`${sum} of ${runs} runs were counted, ${counted.queue.waiting} wait`);

let slowest = 0;
for (const [name, query] of Object.entries(queries)) {
  const times: number[] = [];
  for (let round = 0; round < 7; round++) {
    const start = performance.now();
    await query();
    times.push(performance.now() - start);
  }
  const [best = 0, , , median = 0] = times.toSorted((a, b) => a - b);
  slowest = Math.max(slowest, median);
  console.log(`${name}: median ${Math.round(median)} ms, best ${Math.round(best)} ms`);
}
console.log(slowest < limitMs ? `All under ${limitMs} ms.` : `Over ${limitMs} ms.`);
process.exitCode = slowest < limitMs ? 0 : 1;
await db.close();
rmSync(folder, { recursive: true, force: true });
