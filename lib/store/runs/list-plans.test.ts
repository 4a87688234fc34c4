import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ListRuns } from "@/lib/contracts/list-runs";
import { databaseKinds } from "@/lib/testing/database";
import { TestEngine } from "@/lib/testing/engine";
import { createdAt, storeManyRuns } from "@/lib/testing/many-runs";
import { plansOf } from "@/lib/testing/plans";
import { countOpenBy, countRuns, openRuns } from "./counts";
import { endedRunsOf } from "./erasable-runs";
import { runsListed } from "./list";
import { unclaimedBehind } from "./waiting";

const count = 30_000;
const now = new Date("2026-11-28T12:00:00Z");

/** A value of each filter of the list that a few of many runs have. */
const filters: { [Name in Exclude<keyof ListRuns, "sort" | "limit" | "cursor" | "q">]-?: string } = {
  status: "expired",
  step: "api_call",
  provider: "rare",
  model: "owner/model-7",
  operation_type: "embedding",
  user_id: "customer_77",
  user_email: "customer_78@example.com",
  agent_email: "agent_70@example.com",
  session_id: "session_78",
  message_type: "type_10",
  log_id: "log_70",
  created_by: "user_77",
  claimed_by: "user_ann",
  break_glass: "true",
  ids: "run_00000000000000000042,run_00000000000000000043",
  created_after: createdAt(count - 100).toISOString(),
  created_before: createdAt(100).toISOString(),
};

const sorts = ListRuns.shape.sort.unwrap().options;

describe.each(databaseKinds)("what is asked of many runs (%s)", (on) => {
  let world: TestEngine;
  const used = new Set<string>();
  beforeAll(async () => {
    world = await TestEngine.start({ on });
    const { run_id } = await world.create();
    await storeManyRuns(world.db, run_id, count, (n) => `picture ${n} of a quay`);
  });
  afterAll(() => world[Symbol.asyncDispose]());

  /** The plans of what `work` asks of runs, which never read all of them. */
  async function plans(work: () => Promise<unknown>): Promise<string[]> {
    const found = await plansOf(world.db, work, /FROM\s+\S*["`]Run["`]/);
    expect(found.length).toBeGreaterThan(0);
    for (const { plan, indices } of found) {
      for (const name of indices) used.add(name);
      expect(plan).not.toMatch(/SCAN (main\.)?Run\b(?! USING)|Seq Scan on "?Run"?/);
    }
    return found.map(({ plan }) => plan);
  }
  const list = (query: object) => () =>
    runsListed(world.db, ListRuns.parse({ limit: 5, ...query }), null, now);

  test.each(Object.entries(filters).flatMap(([name, value]) => sorts.map((sort) => ({ name, value, sort }))))(
    "a list by $name, sorted by $sort, never reads every run",
    async ({ name, value, sort }) => {
      for (const plan of await plans(list({ [name]: value, sort }))) {
        // By an index it searches; from one end of it to the other it would read what others have.
        expect(plan).toMatch(/SEARCH (main\.)?Run|Index Cond|Bitmap Index Scan|Run_due_idx/);
      }
    },
  );

  test.each(sorts)("a list without a filter, sorted by %s, reads no more than its page", async (sort) => {
    for (const plan of await plans(list({ sort }))) expect(plan).not.toMatch(/TEMP B-TREE|\bSort\b/);
  });

  test("filters that common runs have, and none both, are looked for together", async () => {
    const query = {
      status: "failed",
      provider: "sandbox",
      created_before: createdAt(count - 1).toISOString(),
    };
    for (const plan of await plans(list(query))) expect(plan).toMatch(/Run_status_provider_createdAt_id_idx/);
  });

  test("the inbox is read in its order, to its end", async () => {
    const { next_cursor } = await list({ status: "awaiting_human", sort: "expires_at" })();
    for (const cursor of [undefined, next_cursor ?? undefined])
      for (const plan of await plans(list({ status: "awaiting_human", sort: "expires_at", cursor })))
        expect(plan).toMatch(/Run_due_idx/);
  });

  test("what jobs and figures ask never reads every run", async () => {
    const { prisma } = world.db;
    for (const plan of await plans(() => unclaimedBehind(prisma, null, 10, now)))
      expect(plan).toMatch(/Run_due_idx/);
    await plans(() => countRuns(prisma, "awaiting_human"));
    await plans(() => countOpenBy(prisma, ["rare"]));
    await plans(() => openRuns(prisma));
    const email = { field: "user_email", value: "Customer_78@example.com", owner_id: "*" } as const;
    await plans(() => endedRunsOf(prisma, email, "", 10));
  });

  test("no index of runs is written that nothing of this uses", async () => {
    const { prisma } = world.db;
    const rows = await prisma.$queryRawUnsafe<{ name: string }[]>(
      on === "sqlite"
        ? `SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'Run' AND sql IS NOT NULL`
        : `SELECT indexname AS name FROM pg_indexes WHERE tablename = 'Run' AND indexname <> 'Run_pkey'`,
    );
    expect(rows.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([]);
  });
});
