import type { Database } from "@/lib/store/connection/client";

/** Runs stored by one statement. */
const batch = 5_000;

const sqliteTime = (seconds: string) => `strftime('%Y-%m-%dT%H:%M:%S.000+00:00', ${seconds}, 'unixepoch')`;
const postgresTime = (seconds: string) => `to_timestamp(${seconds}) AT TIME ZONE 'UTC'`;

/** When the n-th run was created: one every half a minute. */
export function createdAt(n: number): Date {
  return new Date((1_750_000_000 + n * 30) * 1000);
}

/**
 * What differs from run to run; everything else is the first run's. A few values are common and most are rare, and what
 * few requests say few rows have.
 */
function variedColumns({ kind }: Pick<Database, "kind">): Record<string, string> {
  const sqlite = kind === "sqlite";
  const time = sqlite ? sqliteTime : postgresTime;
  const of = (type: string, text: string) => (sqlite ? text : `(${text})::"${type}"`);
  const where = (when: string, then: string) => `CASE WHEN ${when} THEN ${then} END`;
  return {
    id: sqlite ? "printf('run_%020d', n)" : "'run_' || lpad(n::text, 20, '0')",
    status: of(
      "RunStatus",
      "CASE WHEN n % 97 = 0 THEN 'awaiting_human' WHEN n % 50 = 1 THEN 'failed' WHEN n % 5000 = 2 THEN 'expired' ELSE 'completed' END",
    ),
    step: of(
      "Step",
      "CASE WHEN n % 97 = 0 THEN 'payload_review' WHEN n % 9000 = 3 THEN 'api_call' ELSE 'completed' END",
    ),
    // The sandbox's never fail, so that two common filters never meet.
    provider:
      "CASE WHEN n % 20000 = 4 THEN 'rare' WHEN n % 4 = 0 AND n % 50 <> 1 THEN 'sandbox' ELSE 'replicate' END",
    model: "'owner/model-' || (n % 400)",
    operationType:
      "CASE WHEN n % 30000 = 5 THEN 'embedding' WHEN n % 3 = 0 THEN 'audio_generation' ELSE 'image_generation' END",
    prompt: "words.value",
    ownerId: "'user_' || (n % 1000)",
    userId: "'customer_' || (n % 20000)",
    sessionId: where("n % 2 = 0", "'session_' || (n % 50000)"),
    userEmail: where("n % 2 = 0", "'customer_' || (n % 20000) || '@example.com'"),
    agentEmail: where("n % 10 = 0", "'agent_' || (n % 200) || '@example.com'"),
    messageType: where("n % 10 = 0", "'type_' || (n % 50)"),
    logId: where("n % 10 = 0", "'log_' || n"),
    claimedById: where("n % 970 = 0", "'user_ann'"),
    claimedUntil: time("4070908800"),
    glassBroken: where("n % 100000 = 7", sqlite ? "1" : "true"),
    expiresAt: where("n % 97 = 0", time("1750000000 + n * 31")),
    createdAt: time("1750000000 + n * 30"),
  };
}

/**
 * Stores `count` runs made of one, each with a prompt of its own, and what a search looks through: for what must stay
 * quick however many there are. PostgreSQL's planner is told of them, as in service; SQLite's never is.
 * @param runId the run whose other columns they have
 * @param promptOf what the n-th run asks for, in letters that folding leaves as they are
 */
export async function storeManyRuns(
  db: Database,
  runId: string,
  count: number,
  promptOf: (n: number) => string,
): Promise<void> {
  const { prisma, kind } = db;
  const names = await columnsOf(db, "Run");
  const varied = variedColumns(db);
  const [numbers, prompts] =
    kind === "sqlite"
      ? ["CAST(words.key AS INTEGER) + CAST(? AS INTEGER) AS n, words.value", "json_each(?) AS words"]
      : [
          "words.place::int + $1::int - 1 AS n, words.value",
          "jsonb_array_elements_text($2::jsonb) WITH ORDINALITY AS words(value, place)",
        ];
  const into = names.map((name) => `"${name}"`).join(", ");
  const values = names.map((name) => varied[name] ?? `first."${name}"`).join(", ");
  const runs = `INSERT INTO "Run" (${into}) SELECT ${values}
    FROM (SELECT ${numbers} FROM ${prompts}) AS words, "Run" AS first WHERE first."id" = '${runId}'`;
  const texts = `INSERT INTO "SearchText" ("runId", "text") SELECT ${varied.id}, words.value || '\n' || ${varied.model}
    FROM (SELECT ${numbers} FROM ${prompts}) AS words ORDER BY n`;
  for (let from = 0; from < count; from += batch) {
    const size = Math.min(batch, count - from);
    const given = JSON.stringify(Array.from({ length: size }, (_, place) => promptOf(from + place)));
    await prisma.$executeRawUnsafe(runs, from, given);
    await prisma.$executeRawUnsafe(texts, from, given);
  }
  if (kind === "postgres") await prisma.$executeRawUnsafe("VACUUM ANALYZE");
}

async function columnsOf({ prisma, kind }: Database, table: string): Promise<string[]> {
  const rows = await prisma.$queryRawUnsafe<{ name: string }[]>(
    kind === "sqlite"
      ? `PRAGMA table_info("${table}")`
      : `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '${table}'`,
  );
  return rows.map(({ name }) => name);
}
