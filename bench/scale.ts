/**
 * `npm run bench:scale`: how long lists and searches take among a million runs, and what a run costs beside a hundred
 * thousand others. One JSON line a figure.
 *   npm run bench:scale -- [--runs 1000000] [--beside 100000] [--on sqlite|postgres] [--keep FOLDER]
 * `--keep` names a folder in which SQLite's million stays for the next time.
 */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ListRuns } from "@/lib/contracts/list-runs";
import { listRuns } from "@/lib/orchestrator/reading/list-runs";
import { indexSearchTexts } from "@/lib/store/runs/search-index";
import { percentile } from "@/lib/testing/live-delays";
import { createdAt, storeManyRuns } from "@/lib/testing/many-runs";
import { startPostgres } from "@/lib/testing/postgres";
import { ann, reviewedRuns } from "./reviewed-runs";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "1000000" },
    beside: { type: "string", default: "100000" },
    on: { type: "string", default: "sqlite" },
    keep: { type: "string" },
  },
});
const [count, beside] = [Number(values.runs), Number(values.beside)];
const rounds = 20;
const folder = values.keep ?? mkdtempSync(join(tmpdir(), "countersign-scale-"));
// One that keeps what it commits, as in service.
const server = values.on === "postgres" ? await startPostgres([]) : null;
const databaseUrl = (name: string) =>
  server ? server.createDatabase() : Promise.resolve(`file:${join(folder, `${name}.db`)}`);

function say(figure: object): void {
  console.log(JSON.stringify({ on: values.on, ...figure, load: Math.round((loadavg()[0] ?? 0) * 10) / 10 }));
}

/** Numbers from 0 to 1 that look random and are the same every time (mulberry32). */
function chance(n: number): number {
  let t = (n + 0x6d2b79f5) | 0;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}

const syllables =
  "ka lo mi ten ber sa ro qui ly van de nor the ing ha bel o tri sun pal es co mar un fi gre".split(" ");
const vocabulary = Array.from({ length: 5_000 }, (_, n) =>
  Array.from(
    { length: 1 + (n % 4) },
    (_, place) => syllables[Math.floor(chance(n * 7 + place) * syllables.length)],
  ).join(""),
);

/** Ten words, of which few are common and most are rare, and what is looked for below. */
function promptOf(n: number): string {
  const words = Array.from({ length: 10 }, (_, place) => {
    const rank = vocabulary.length ** chance(n * 16 + place);
    return vocabulary[Math.floor(rank) - 1] ?? "";
  });
  if (n % 20 === 0) words.push("quayside", "abc", "zz", "internationalization");
  if (n === Math.floor(count / 3)) words.push("qxz", "onlyonce", "onlyoncetwentyletter");
  if (n % 200 === 0) words.push("seldomly");
  if (n < count / 10) words.push("formerly");
  return words.join(" ");
}

const middle = createdAt(count / 2).toISOString();
const lists: Record<string, (n: number) => Partial<ListRuns>> = {
  everything: () => ({}),
  "oldest first": () => ({ sort: "created_at" }),
  "inbox, 200": () => ({ status: "awaiting_human", sort: "expires_at", limit: 200 }),
  "inbox of a provider": () => ({ status: "awaiting_human", provider: "sandbox", sort: "expires_at" }),
  "inbox of a rare provider": () => ({ status: "awaiting_human", provider: "rare", sort: "expires_at" }),
  "inbox of a model": (n) => ({ status: "awaiting_human", model: `owner/model-${n}`, sort: "expires_at" }),
  "status, common": () => ({ status: "completed" }),
  "status, rare": () => ({ status: "expired" }),
  "step, rare": () => ({ step: "api_call" }),
  "provider, common": () => ({ provider: "sandbox" }),
  "provider, rare": () => ({ provider: "rare" }),
  model: (n) => ({ model: `owner/model-${n}` }),
  "kind, rare": () => ({ operation_type: "embedding" }),
  user: (n) => ({ user_id: `customer_${n}` }),
  session: (n) => ({ session_id: `session_${n * 2}` }),
  "user's e-mail": (n) => ({ user_email: `customer_${n * 2}@example.com` }),
  "agent's e-mail": (n) => ({ agent_email: `agent_${n * 10}@example.com` }),
  "kind of message": (n) => ({ message_type: `type_${(n * 10) % 50}` }),
  "log id": (n) => ({ log_id: `log_${n * 10}` }),
  requester: (n) => ({ created_by: `user_${n}`, created_before: middle, limit: 5 }),
  "claimed by": () => ({ claimed_by: "user_ann" }),
  "break-glass": () => ({ break_glass: "true" }),
  "until the middle": () => ({ created_before: middle }),
  "since the middle, oldest first": () => ({ created_after: middle, sort: "created_at" }),
  "status and model": (n) => ({ status: "failed", model: `owner/model-${n * 2 + 1}` }),
  "status and kind": () => ({ status: "awaiting_human", operation_type: "audio_generation" }),
  "status, provider and dates that never meet": () => ({
    status: "failed",
    provider: "sandbox",
    created_before: middle,
  }),
  "status and a rare provider that never meet": () => ({ status: "expired", provider: "rare" }),
  "kind and a provider that never meet": () => ({ operation_type: "embedding", provider: "sandbox" }),
};
const searches: Record<string, (n: number) => Partial<ListRuns>> = {
  "a whole id": (n) => ({ q: `run_${String(n).padStart(20, "0")}` }),
  "2 letters, often": () => ({ q: "zz" }),
  "2 letters, never": () => ({ q: "xj" }),
  "3 letters, often": () => ({ q: "abc" }),
  "3 letters, once": () => ({ q: "qxz" }),
  "3 letters, never": () => ({ q: "xjq" }),
  "8 letters, often": () => ({ q: "quayside" }),
  "8 letters, in one of 200": () => ({ q: "seldomly" }),
  "8 letters, once": () => ({ q: "onlyonce" }),
  "8 letters, never": () => ({ q: "kalokalo" }),
  "8 letters, in the oldest tenth only": () => ({ q: "formerly" }),
  "20 letters, often": () => ({ q: "internationalization" }),
  "20 letters, once": () => ({ q: "onlyoncetwentyletter" }),
  "20 letters, never": () => ({ q: "kalomitenbersaroquily" }),
  "often, of a rare status": () => ({ q: "quayside", status: "expired" }),
  "never, of a common status": () => ({ q: "kalokalo", status: "completed" }),
  "often, in the inbox": () => ({ q: "quayside", status: "awaiting_human", sort: "expires_at" }),
};

async function manyRuns(): Promise<void> {
  const { db, context, asked, close } = await reviewedRuns(await databaseUrl("many"), folder);
  const begun = performance.now();
  if ((await db.prisma.run.count()) < count) {
    const { run_id } = await asked();
    await storeManyRuns(db, run_id, count, promptOf);
  }
  const stored = performance.now();
  await indexSearchTexts(db, new AbortController().signal);
  say({
    what: "stored",
    runs: count,
    seconds: Math.round((stored - begun) / 1000),
    index_seconds: Math.round((performance.now() - stored) / 1000),
    ...(!server && { file_mb: Math.round(statSync(join(folder, "many.db")).size / 1e6) }),
  });
  const parts = [
    { part: "list", goal: 20, queries: lists },
    { part: "search", goal: 100, queries: searches },
  ];
  for (const { part, goal, queries } of parts)
    for (const [what, queryOf] of Object.entries(queries)) {
      const times: number[] = [];
      let rows = 0;
      const cpu = process.cpuUsage();
      for (let round = 0; round < rounds; round++) {
        const query = ListRuns.parse(queryOf(round));
        const before = performance.now();
        rows = (await listRuns(context, ann, query)).data.length;
        times.push(performance.now() - before);
      }
      const { user, system } = process.cpuUsage(cpu);
      times.sort((a, b) => a - b);
      const [ms_p50, ms_p95] = [50, 95].map((share) => Math.round(percentile(times, share) * 10) / 10);
      // Where others use the machine, its own work says more than the clock.
      const cpu_ms = Math.round((user + system) / 100 / rounds) / 10;
      say({ part, what, rows, ms_p50, ms_p95, cpu_ms, goal, ...((ms_p95 ?? 0) > goal && { misses: true }) });
    }
  await close();
}

/** What a run costs on an empty database and on one that holds many, in blocks by turns. */
async function besideOthers(): Promise<void> {
  const [empty, full] = await Promise.all(
    ["empty", "full"].map(async (name) => reviewedRuns(await databaseUrl(name), folder)),
  );
  if (!empty || !full) return;
  const { run_id } = await full.asked();
  await storeManyRuns(full.db, run_id, beside, promptOf);
  await indexSearchTexts(full.db, new AbortController().signal);
  const sides = [
    { world: empty, ms: 0, cpu: 0 },
    { world: full, ms: 0, cpu: 0 },
  ];
  for (const { world } of sides) for (let warm = 0; warm < 20; warm++) await world.one();
  const [blocks, perBlock] = [20, 10];
  for (let block = 0; block < blocks; block++)
    for (const side of sides) {
      const [begun, cpu] = [performance.now(), process.cpuUsage()];
      for (let run = 0; run < perBlock; run++) await side.world.one();
      const { user, system } = process.cpuUsage(cpu);
      side.ms += performance.now() - begun;
      side.cpu += (user + system) / 1000;
    }
  const [alone, among] = sides.map(({ ms, cpu }) => ({
    ms: ms / blocks / perBlock,
    cpu: cpu / blocks / perBlock,
  }));
  if (!alone || !among) return;
  const rounded = (value: number) => Math.round(value * 100) / 100;
  say({
    part: "lifecycle",
    beside,
    runs_per_second_empty: rounded(1000 / alone.ms),
    runs_per_second: rounded(1000 / among.ms),
    of_empty: rounded(alone.ms / among.ms),
    of_empty_by_cpu: rounded(alone.cpu / among.cpu),
    goal: 0.9,
  });
  for (const { world } of sides) await world.close();
}

try {
  if (beside > 0) await besideOthers();
  if (count > 0) await manyRuns();
} finally {
  await server?.stop();
  if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
}
