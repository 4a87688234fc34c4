import { readFileSync } from "node:fs";
import fc from "fast-check";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ListRuns } from "@/lib/contracts/list-runs";
import { fold } from "@/lib/core/fold";
import { databaseKinds, testDatabase } from "@/lib/testing/database";
import { TestEngine } from "@/lib/testing/engine";
import { createdAt, storeManyRuns } from "@/lib/testing/many-runs";
import { plansOf } from "@/lib/testing/plans";
import { locateDatabase } from "../connection/location";
import { runsListed } from "./list";
import { type SearchBounds, wholeSearch } from "./search";
import { indexSearchTexts, isSearchIndexed } from "./search-index";
import { searchable } from "./search-text";

const now = new Date("2026-11-28T12:00:00Z");
const never = new AbortController().signal;

/** So few that every way of searching is taken. */
const bounds: SearchBounds = { newest: 40, first: 10, rare: 12 };

const words = [
  "quay",
  "bicycle",
  "straße",
  "кот",
  "漢字",
  "猫が好き",
  "100%",
  "a_b",
  'say "no"',
  "👩‍🚀",
  "e\u0301t\u00e9",
];
const letters = fc.constantFrom(..."aeqybci %_\"'\\*-:()漢字кß", "👩‍🚀", "ﬁ");
const prompts = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: letters, maxLength: 6 })), {
  minLength: 1,
  maxLength: 4,
});
const sorts = ListRuns.shape.sort.unwrap().options;
const query = fc.record({
  q: fc.oneof(
    fc.constantFrom(...words).chain((word) => fc.nat(3).map((from) => word.slice(from))),
    fc.string({ unit: letters, minLength: 1, maxLength: 5 }),
    fc.constantFrom("owner/model-7", "run_", "no one has this"),
  ),
  sort: fc.constantFrom(...sorts),
  limit: fc.constantFrom(1, 3, 7),
  status: fc.option(fc.constantFrom("completed", "failed", "awaiting_human"), { nil: undefined }),
  provider: fc.option(fc.constantFrom("sandbox", "replicate"), { nil: undefined }),
});

const count = 300;
const texts = fc.sample(prompts, { numRuns: count, seed: 15 }).map((parts) => parts.join(" "));

describe("a search", () => {
  const worlds = new Map<string, TestEngine>();
  beforeAll(async () => {
    for (const on of databaseKinds) {
      const world = await TestEngine.start({ on });
      worlds.set(on, world);
      const { run_id } = await world.create({ prompt: "the first" });
      await storeManyRuns(world.db, run_id, count, (n) => searchable(texts[n] ?? ""));
      await world.db.prisma.searchText.deleteMany({ where: { runId: run_id } });
      await world.db.prisma.$executeRawUnsafe(`UPDATE "Run" SET "expiresAt" = NULL WHERE "id" = '${run_id}'`);
      await indexSearchTexts(world.db, never);
    }
    // On a busy machine the first to ask for PostgreSQL waits for its start.
  }, 180_000);
  afterAll(async () => {
    for (const world of worlds.values()) await world[Symbol.asyncDispose]();
  });
  const worldOn = (on: string) => {
    const world = worlds.get(on);
    if (!world) throw new Error(`No ${on}`);
    return world;
  };

  /** The ids on all pages of a search. */
  async function found(on: string, asked: object, within: SearchBounds) {
    const ids: string[] = [];
    let cursor: string | undefined;
    let newest: number | null = null;
    do {
      const page = await runsListed(worldOn(on).db, ListRuns.parse({ ...asked, cursor }), null, now, within);
      ids.push(...page.data.map(({ id }) => id));
      newest = page.newest;
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    return { ids, newest };
  }

  /** The same by reading every text: what is in the list without words, and holds them. */
  async function scanned(asked: { q: string }): Promise<string[]> {
    const { q, ...rest } = asked;
    const { ids } = await found("sqlite", { ...rest, limit: 200 }, wholeSearch);
    const rows = await worldOn("sqlite").db.prisma.searchText.findMany();
    const textOf = new Map(rows.map(({ runId, text }) => [runId, text]));
    return ids.filter((id) => textOf.get(id)?.includes(searchable(q.trim())));
  }

  test("finds on each database what reading every text finds, whichever way it takes", async () => {
    await fc.assert(
      fc.asyncProperty(query, async (asked) => {
        if (fold(asked.q.trim()) === "") return;
        const wanted = await scanned(asked);
        for (const on of databaseKinds)
          expect(await found(on, asked, { ...bounds, newest: wholeSearch.newest })).toEqual({
            ids: wanted,
            newest: null,
          });
      }),
      { numRuns: 60, seed: 15 },
    );
  });

  test("for fewer than three letters looks at the newest alone, and says so", async () => {
    for (const on of databaseKinds) {
      const all = await found(on, { q: "ua" }, wholeSearch);
      const some = await found(on, { q: "ua", limit: 3 }, bounds);
      const at = createdAt(count - bounds.newest - 1).toISOString();
      const recent = await found(on, { q: "ua", created_after: at }, wholeSearch);
      expect(some).toEqual({ ids: all.ids.slice(0, some.ids.length), newest: bounds.newest });
      expect(some.ids.length).toBeLessThan(all.ids.length);
      expect(recent.ids.length - some.ids.length).toBeLessThanOrEqual(1);
      expect((await found(on, { q: "ua", status: "failed" }, bounds)).newest).toBeNull();
    }
  });

  test("of a word that few runs hold asks the index, and reads few runs", async () => {
    for (const on of databaseKinds) {
      const { db } = worldOn(on);
      const work = () => runsListed(db, ListRuns.parse({ q: "no one has this" }), null, now, bounds);
      const plans = await plansOf(db, work, on === "sqlite" ? /MATCH/ : /LIKE \$1 LIMIT/);
      expect(plans).toHaveLength(1);
      if (on === "sqlite") expect(plans[0]?.plan).toMatch(/VIRTUAL TABLE INDEX/);
    }
  });
});

/** What SQLite's file holds of it, once it was written anew. */
async function bytesOf(url: string, work: (sql: string) => Promise<unknown>): Promise<Buffer> {
  await work("VACUUM");
  await work("PRAGMA wal_checkpoint(TRUNCATE)");
  const location = locateDatabase(url);
  if (location.kind !== "sqlite") throw new Error(`${url} is no file`);
  return readFileSync(location.file);
}

test("no letters of an erased text stay in SQLite's index, nor in its file", async () => {
  await using world = await TestEngine.start({ on: "sqlite" });
  const { prisma, url } = world.db;
  // As it is folded, it stands nowhere else.
  const { run_id } = await world.create({ prompt: "ꙮꙬꙄ in no other text" });
  for (let n = 0; n < 40; n++) await world.create({ prompt: `another text ${n}` });
  const letters = Buffer.from(searchable("ꙬꙄ"));
  const indexed = async () => {
    const blocks = await prisma.$queryRaw<{ block: Uint8Array }[]>`SELECT block FROM "SearchIndex_data"`;
    return blocks.some(({ block }) => Buffer.from(block).includes(letters));
  };
  const inFile = async () => (await bytesOf(url, (sql) => prisma.$queryRawUnsafe(sql))).includes(letters);
  expect([await indexed(), await inFile()]).toEqual([true, true]);
  await prisma.searchText.update({ where: { runId: run_id }, data: { text: "[erased]" } });
  expect([await indexed(), await inFile()]).toEqual([false, false]);
  await prisma.$executeRaw`INSERT INTO "SearchIndex"("SearchIndex") VALUES ('integrity-check')`;
});

test("PostgreSQL's index is made once, beside others, and not without its extension", async () => {
  const db = await testDatabase("postgres");
  expect(await isSearchIndexed(db)).toBe(false);
  await Promise.all([indexSearchTexts(db, never), indexSearchTexts(db, never)]);
  expect(await isSearchIndexed(db)).toBe(true);
  await indexSearchTexts(db, never);
  const admin = new Client({ connectionString: db.url });
  await admin.connect();
  const role = `plain_${process.pid}`;
  try {
    await admin.query(`DROP EXTENSION pg_trgm CASCADE; CREATE ROLE ${role} LOGIN PASSWORD 'plain'`);
    const url = new URL(db.url);
    url.username = role;
    url.password = "plain";
    await expect(indexSearchTexts({ ...db, url: url.href }, never)).rejects.toThrow(/permission denied/);
    expect(await isSearchIndexed(db)).toBe(false);
  } finally {
    await admin.query(`DROP ROLE ${role}`);
    await admin.end();
  }
});
