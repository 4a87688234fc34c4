import { describe, expect, it } from "vitest";
import { ListRuns } from "@/lib/contracts/list-runs";
import type { Principal } from "@/lib/core/principal";
import { getMetrics } from "@/lib/services/insights/get-metrics";
import { countEnded } from "@/lib/store/figures";
import { callsBeingSent } from "@/lib/store/holds";
import { readableRuns } from "@/lib/store/runs/readable";
import { runsToReplay } from "@/lib/store/runs/replayed";
import { databaseKinds } from "@/lib/testing/database";
import { reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { claimNext } from "../decisions/claim-next";
import { countWaiting } from "./count-waiting";
import { exportRuns } from "./export-runs";
import { listEvents } from "./list-events";
import { listRuns } from "./list-runs";
import { tailEvents } from "./tail-events";

const admin: Principal = { ...reviewerAnn, role: "admin" };

/** What SQLite takes in a column of any type, and no release ever wrote; PostgreSQL's types refuse most of it. */
const nonsense = { sqlite: ["'never a word'"], postgres: ["'\"never\"'", "'[null]'"] };

/** What a run is kept in: its column there, and the key of a row. */
const tables = {
  Run: ["id", ["id"]],
  RunEvent: ["runId", ["id"]],
  PayloadRevision: ["runId", ["runId", "number"]],
  Review: ["runId", ["id"]],
  Decision: ["runId", ["id"]],
  Attempt: ["runId", ["runId", "number"]],
  Artifact: ["runId", ["id"]],
  EndedRun: ["runId", ["runId"]],
} as const;
type TableName = keyof typeof tables;

/** Who reads a table beside others; of runs all do. */
const readBy: { [Table in TableName]?: readonly (keyof ReturnType<typeof readers>)[] } = {
  RunEvent: ["the log of all", "the stream of all", "what is next", "the count of ended runs"],
  PayloadRevision: ["the count of ended runs"],
  Review: ["what rules are tried on", "the count of ended runs"],
  Decision: ["the count of ended runs"],
  Attempt: ["the calls that are being sent", "the count of ended runs"],
  Artifact: ["the list"],
  EndedRun: ["the count of ended runs"],
};

/** All that is made of many runs, each as what it holds of one of them; it must not fail because of another. */
function readers(world: TestEngine, seen: { id: string; waits: string }) {
  const { context, db } = world;
  const now = context.clock();
  const lists = (query: object) => async () => {
    const { data } = await listRuns(context, admin, ListRuns.parse(query));
    return data.some(({ run_id }) => run_id === seen.id || run_id === seen.waits);
  };
  return {
    "the list": lists({}),
    "the oldest first": lists({ sort: "created_at" }),
    "a page of one": async () => {
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listRuns(context, admin, ListRuns.parse({ limit: 1, cursor }));
        ids.push(...page.data.map(({ run_id }) => run_id));
        cursor = page.next_cursor ?? undefined;
      } while (cursor !== undefined);
      return ids.includes(seen.id) && ids.includes(seen.waits);
    },
    "the inbox": lists({ status: "awaiting_human", sort: "expires_at" }),
    "what is next": async () => (await claimNext(context, admin)) !== null,
    "how many wait": async () => (await countWaiting(context)).waiting > 0,
    "the export": async () => {
      const ids: string[] = [];
      for await (const rows of exportRuns(context, admin, { format: "ndjson", sort: "created_at" }))
        ids.push(...rows.map(({ run_id }) => run_id));
      return ids.includes(seen.id) && ids.includes(seen.waits);
    },
    "the log of all": async () => {
      const { data } = await listEvents(context, admin, { run_id: null }, { limit: 500 });
      return data.some(({ run_id }) => run_id === seen.id);
    },
    "the stream of all": async () => {
      const stop = new AbortController();
      for await (const { run_id } of tailEvents(context, admin, { run_id: null }, 0, stop.signal))
        if (run_id === seen.waits) return true;
      return false;
    },
    insights: async () => (await getMetrics({ db }, {}, now)).queue.waiting > 0,
    "the calls that are being sent": async () => (await callsBeingSent(db.prisma, now)) !== null,
    "what rules are tried on": async () => {
      const range = { from: new Date(0), to: new Date(now.getTime() + 86_400_000) };
      return (await runsToReplay(db.prisma, range, null, 50)).runs.some(({ id }) => id === seen.id);
    },
    "the count of ended runs": async () => {
      await countEnded(db, 100);
      return (await db.prisma.endedRun.findUnique({ where: { runId: seen.id } })) === null;
    },
  };
}

async function columnsOf(world: TestEngine, table: string): Promise<string[]> {
  const rows =
    world.db.kind === "sqlite"
      ? world.db.prisma.$queryRawUnsafe<{ name: string }[]>(`SELECT name FROM pragma_table_info('${table}')`)
      : world.db.prisma.$queryRawUnsafe<{ name: string }[]>(
          `SELECT column_name::text AS name FROM information_schema.columns WHERE table_name = '${table}' AND data_type = 'jsonb'`,
        );
  return (await rows).map(({ name }) => name);
}

/** Does something while a column of these runs' rows holds a value; nothing where the database does not take it. */
async function whileChanged(
  { db: { kind, prisma } }: TestEngine,
  table: TableName,
  [column, value]: [string, string],
  ids: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const [owner, key] = tables[table];
  const row = kind === "sqlite" ? ["row"] : key;
  const where = `WHERE "${table}"."${owner}" IN (${ids.map((id) => `'${id}'`).join(", ")})`;
  const rows = kind === "sqlite" ? `rowid AS "row", *` : "*";
  await prisma.$executeRawUnsafe(`CREATE TABLE "Saved" AS SELECT ${rows} FROM "${table}" ${where}`);
  try {
    const set = `UPDATE "${table}" SET "${column}" = ${value} ${where}`;
    const changed = await prisma.$executeRawUnsafe(set).catch(() => 0);
    if (changed > 0) await work();
  } finally {
    const same = row.map((name) => `s."${name}" = "${table}".${name === "row" ? "rowid" : `"${name}"`}`);
    const before = `SELECT s."${column}" FROM "Saved" s WHERE ${same.join(" AND ")}`;
    const again = kind === "sqlite" ? `"${table}".rowid IN (SELECT "row" FROM "Saved")` : where.slice(6);
    await prisma.$executeRawUnsafe(`UPDATE "${table}" SET "${column}" = (${before}) WHERE ${again}`);
    await prisma.$executeRawUnsafe(`DROP TABLE "Saved"`);
  }
}

it("what fails as a whole and in no part fails, and is not asked for without end", async () => {
  const long = () => Promise.reject(new RangeError("Invalid string length"));
  let asked = 0;
  const run = {
    findMany: ({ select, where }: { select?: object; where?: { id?: { in: string[] } } }) => {
      if (++asked > 50) throw new Error("It asks without end");
      return select || where?.id ? Promise.resolve([{ id: "run_1" }, { id: "run_2" }]) : long();
    },
  };
  const tx = { run } as unknown as TestEngine["db"]["prisma"];
  await expect(readableRuns(tx, { take: 2 })).rejects.toThrow("Invalid string length");
});

describe.each(databaseKinds)("a run that holds what no release wrote (%s)", (on) => {
  it("takes nothing of the others from anybody, whichever column it is", { timeout: 120_000 }, async () => {
    await using world = await TestEngine.start({ on, without: ["sign"] });
    const { prisma } = world.db;
    const ended = async () => (await world.create({ hitl_config: { policy: "auto" } })).run_id;
    const seen = { id: await ended(), waits: (await world.create()).run_id };
    const mark = await prisma.endedRun.findUniqueOrThrow({ where: { runId: seen.id } });
    const broken = [await ended(), (await world.create()).run_id];
    const failed: string[] = [];
    for (const table of Object.keys(tables) as TableName[])
      for (const column of await columnsOf(world, table))
        for (const value of nonsense[on])
          await whileChanged(world, table, [column, value], broken, async () => {
            for (const [name, ask] of Object.entries(readers(world, seen))) {
              if (readBy[table]?.every((one) => one !== name)) continue;
              if (name === "the count of ended runs") {
                await prisma.endedRun.deleteMany({ where: { runId: seen.id } });
                await prisma.endedRun.create({ data: mark });
              }
              const told = await ask().catch((error: Error) => error.message.trim().split("\n").at(-1));
              if (told !== true) failed.push(`${table}.${column} = ${value}: ${name}: ${told}`);
            }
          });
    expect(failed).toEqual([]);
  });
});
