import { beforeEach, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "@/lib/store/connection/client";
import { locateDatabase } from "@/lib/store/connection/location";
import { serialSqlite } from "@/lib/store/connection/serial-adapter";
import { PrismaClient } from "@/lib/store/generated/sqlite/client";
import { testDatabase } from "@/lib/testing/database";
import { addJobs, Hands, jobsLeft, testQueue } from "@/lib/testing/queue";
import { countStatements } from "@/lib/testing/statements";

describe("the embedded queue", () => {
  let db: Database;
  let now: Date;
  const clock = () => now;

  beforeEach(async () => {
    db = await testDatabase();
    now = new Date("2026-11-22T10:00:00.000Z");
  });

  const pass = (ms: number) => {
    now = new Date(now.getTime() + ms);
  };

  /** What a process leaves behind that died with a job in hand. */
  async function leftBehind(key: string, attempts: number, tunables = {}): Promise<void> {
    await addJobs(db, testQueue(db, tunables).queue, { key, runAt: now });
    const lockedUntil = new Date(now.getTime() + 60_000);
    await db.prisma.job.update({ where: { key }, data: { lockedBy: "worker_dead", lockedUntil, attempts } });
  }

  it("does at its start what a dead process left behind, without waiting for the lease", async () => {
    await leftBehind("a", 1);
    const hands = new Hands();
    const { queue } = testQueue(db, {}, clock);
    await queue.start(hands);
    (await hands.try(1)).done();
    await queue.stop();
    expect(await jobsLeft(db)).toEqual({ waiting: 0, locked: 0 });
  });

  it("gives up a job that ended its process at every try", async () => {
    await leftBehind("a", 3);
    const hands = new Hands();
    const { queue } = testQueue(db, {}, clock);
    await queue.start(hands);
    pass(1_000);
    await hands.until(() => hands.givenUp.length > 0);
    await queue.stop();
    expect(hands.givenUp).toEqual([{ key: "a", reason: "Each process that tried it ended", died: true }]);
    expect(hands.tries).toHaveLength(0);
  });

  it("runs a job alone that was in hand at two deaths: it waits for the others, and they for it", async () => {
    await leftBehind("suspect", 2);
    await addJobs(db, testQueue(db).queue, { key: "innocent", runAt: now });
    const hands = new Hands();
    const { queue } = testQueue(db, {}, clock);
    await queue.start(hands);
    const innocent = await hands.try(1);
    pass(1_000);
    await addJobs(db, queue, { key: "late", runAt: now });
    innocent.done();
    const suspect = await hands.try(2);
    expect(suspect.key).toBe("suspect");
    suspect.done();
    (await hands.try(3)).done();
    expect(hands.tries.map(({ key }) => key)).toEqual(["innocent", "suspect", "late"]);
    await queue.stop();
    expect(hands.givenUp).toEqual([]);
  });

  it("lets nothing wait long for a job that runs alone, nor that one for long ones", async () => {
    await leftBehind("suspect", 2);
    await addJobs(db, testQueue(db).queue, { key: "long", runAt: now });
    const hands = new Hands();
    const { queue } = testQueue(db, { alone: 5_000, emptying: 2_000 }, clock);
    await queue.start(hands);
    const long = await hands.try(1);
    pass(1_000);
    await addJobs(db, queue, { key: "late", runAt: now });
    // Nothing is begun for two seconds, then the suspect in spite of the long one, and five seconds later the rest.
    const begunAsTimePasses = () => {
      pass(500);
      return hands.tries.length;
    };
    await expect.poll(begunAsTimePasses).toBe(2);
    const suspect = await hands.try(2);
    await expect.poll(begunAsTimePasses).toBe(3);
    const late = await hands.try(3);
    for (const one of [long, suspect, late]) one.done();
    expect(hands.tries.map(({ key }) => key)).toEqual(["long", "suspect", "late"]);
    await queue.stop();
  });

  it("counts a death though somebody asked for the job meanwhile, and forgets none when it is asked for again", async () => {
    await leftBehind("a", 1);
    const { queue } = testQueue(db, {}, clock);
    await addJobs(db, queue, { key: "a", runAt: now });
    expect(await db.prisma.job.findFirst()).toMatchObject({ attempts: -1 });
    const hands = new Hands();
    const next = testQueue(db, { drain: 5 }, clock).queue;
    await next.start(hands);
    await hands.try(1);
    expect(await db.prisma.job.findFirst()).toMatchObject({ attempts: 2 });
    await addJobs(db, next, { key: "a", runAt: now });
    await next.stop();
    expect(await db.prisma.job.findFirst()).toMatchObject({ attempts: 1, lockedUntil: null });
    await addJobs(db, queue, { key: "a", runAt: now });
    expect(await db.prisma.job.findFirst()).toMatchObject({ attempts: 1 });
  });

  it("lets a job wait that ended a process before, so that it does not take the same others along", async () => {
    await leftBehind("suspect", 2);
    await leftBehind("innocent", 1);
    const hands = new Hands();
    const { queue } = testQueue(db, { backoff: { first: 1_000, most: 1_000 } }, clock);
    await queue.start(hands);
    (await hands.try(1)).done();
    expect(hands.tries.map(({ key }) => key)).toEqual(["innocent"]);
    pass(1_000);
    const suspect = await hands.try(2);
    expect(suspect.key).toBe("suspect");
    suspect.done();
    await queue.stop();
  });

  it("does not count a stop as a try", async () => {
    const hands = new Hands();
    const { queue } = testQueue(db, { drain: 5 }, clock);
    await addJobs(db, queue, { key: "a", runAt: now });
    await queue.start(hands);
    await hands.try(1);
    await queue.stop();
    expect(await db.prisma.job.findFirst()).toMatchObject({ attempts: 0, lockedUntil: null });
  });

  it("waits longer after each failure", async () => {
    const hands = new Hands();
    const { queue } = testQueue(db, { backoff: { first: 1_000, most: 60_000 } }, clock);
    await addJobs(db, queue, { key: "a", runAt: now });
    await queue.start(hands);
    (await hands.try(1)).fail("no");
    const due = async () =>
      (await db.prisma.job.findFirst({ where: { lockedUntil: null } }))?.runAt.getTime() ?? 0;
    await expect.poll(due).toBe(now.getTime() + 500);
    pass(500);
    queue.nudge();
    (await hands.try(2)).fail("no");
    await expect.poll(due).toBe(now.getTime() + 1_000);
    await queue.stop();
  });

  it("keeps a key for its job while a longer one than the lease is in hand", async () => {
    const hands = new Hands();
    const { queue } = testQueue(db, { lease: 60_000 }, clock);
    await addJobs(db, queue, { key: "a", runAt: now });
    await queue.start(hands);
    const long = await hands.try(1);
    pass(120_000);
    await addJobs(db, queue, { key: "b", runAt: now });
    (await hands.try(2)).done();
    expect(hands.tries.map(({ key }) => key)).toEqual(["a", "b"]);
    long.done();
    await queue.stop();
  });

  it("finds what is due among 10,000 that wait by its index", async () => {
    await db.prisma.job.createMany({
      data: Array.from({ length: 10_000 }, (_, n) => ({
        id: `waiting_${n}`,
        kind: "work",
        payload: { of: `${n}` },
        key: `${n}`,
        runAt: new Date(now.getTime() + 3_600_000 + n),
        createdAt: now,
      })),
    });
    const asked: { query: string; params: string }[] = [];
    const location = locateDatabase(db.url);
    if (location.kind !== "sqlite") throw new Error("This is about SQLite");
    const prisma = new PrismaClient({
      adapter: serialSqlite(location.file),
      log: [{ emit: "event", level: "query" }],
    });
    prisma.$on("query", ({ query, params }) => {
      if (query.startsWith("SELECT") && query.includes("`Job`")) asked.push({ query, params });
    });
    const watched: Database = { ...db, prisma, transaction: (work) => prisma.$transaction(work) };
    const hands = new Hands();
    const { queue } = testQueue(watched, {}, clock);
    await addJobs(db, queue, { key: "due", runAt: now });
    await queue.start(hands);
    (await hands.try(1)).done();
    await queue.stop();
    await prisma.$disconnect();
    const looks = asked.filter(({ query }) => query.includes("ORDER BY"));
    expect(looks.length).toBeGreaterThanOrEqual(2);
    for (const { query, params } of looks) {
      const plan = await db.prisma.$queryRawUnsafe<{ detail: string }[]>(
        `EXPLAIN QUERY PLAN ${query}`,
        ...JSON.parse(params),
      );
      expect(plan.map(({ detail }) => detail)).toEqual([
        expect.stringMatching(/SEARCH .*Job.* USING INDEX Job_deadAt_runAt_idx/),
      ]);
    }
  });

  it("begins what was just committed without looking for it, and counts it as taken from its commit on", async () => {
    const hands = new Hands();
    const { queue } = testQueue(db, { poll: 60_000 }, clock);
    using statements = countStatements();
    await queue.start(hands);
    // Its first look: for what is due, and for when the next will be.
    const looks = () => statements.all.filter((text) => /^SELECT.*ORDER BY/.test(text));
    await expect.poll(() => looks().length).toBe(2);
    await addJobs(db, queue, { key: "a" });
    const a = await hands.try(1);
    expect(looks()).toHaveLength(2);
    expect(statements.all.filter((text) => text.startsWith("UPDATE"))).toEqual([]);
    // Should the process end now, its next start counts a death.
    expect(await db.prisma.job.findUnique({ where: { key: "a" } })).toMatchObject({ attempts: 1 });
    a.done();
    await queue.stop();
    expect(await jobsLeft(db)).toEqual({ waiting: 0, locked: 0 });
  });

  it("takes those that wait for a place up first come, first served, without looking for them", async () => {
    const hands = new Hands();
    const { queue } = testQueue(db, { poll: 60_000, share: 2, patience: 60_000, line: 8 }, clock);
    using statements = countStatements();
    await queue.start(hands);
    const looks = () => statements.all.filter((text) => /^SELECT.*ORDER BY/.test(text));
    await expect.poll(() => looks().length).toBe(2);
    const keys = Array.from({ length: 10 }, (_, n) => `${n}`);
    for (const key of keys) await addJobs(db, queue, { key, lane: "slow", runAt: now });
    // Whoever waits is in nobody's hand: a death now is none of theirs.
    const third = { lockedBy: null, attempts: 0 };
    expect(await db.prisma.job.findUnique({ where: { key: "2" } })).toMatchObject(third);
    for (const n of keys.keys()) (await hands.try(n + 1)).done();
    await queue.stop();
    expect(hands.tries.map(({ key }) => key)).toEqual(keys);
    expect(looks()).toHaveLength(2);
    expect(await jobsLeft(db)).toEqual({ waiting: 0, locked: 0 });
  });

  it("keeps the order where more wait than its memory holds, and lets none of them pass", async () => {
    const hands = new Hands();
    const { queue } = testQueue(db, { poll: 60_000, share: 1, patience: 60_000, line: 2 }, clock);
    await queue.start(hands);
    const keys = Array.from({ length: 9 }, (_, n) => `${n}`);
    for (const key of keys) {
      pass(1);
      await addJobs(db, queue, { key, lane: "slow", runAt: now });
    }
    for (const n of keys.keys()) (await hands.try(n + 1)).done();
    await queue.stop();
    expect(hands.tries.map(({ key }) => key)).toEqual(keys);
  });

  it("takes nothing up before its commit, and hands back what is committed while it stops", async () => {
    const hands = new Hands();
    const { queue } = testQueue(db, { drain: 60_000 }, clock);
    await queue.start(hands);
    const handover = queue.outbox([{ kind: "work", payload: { of: "a" }, key: "a", runAt: null }], now);
    const stopped = queue.stop();
    await db.write(handover.write);
    expect(await jobsLeft(db)).toEqual({ waiting: 0, locked: 1 });
    handover.begin();
    await stopped;
    expect(hands.tries).toEqual([]);
    expect(await db.prisma.job.findFirst()).toMatchObject({ attempts: 0, lockedUntil: null });
  });

  it("takes a job's row off in the transaction of what it did, unless it was asked for again", async () => {
    const { queue } = testQueue(db, {}, clock);
    const offs: boolean[] = [];
    let asked = false;
    await queue.start({
      kinds: ["work"],
      lanes: [],
      run: async (_kind, _payload, row) => {
        if (!asked) {
          asked = true;
          await addJobs(db, queue, { key: "a", runAt: now });
        }
        const off = await db.write(async (rows) => (await row?.takeOff(rows)) ?? false);
        if (off) row?.isOff();
        offs.push(off);
        return null;
      },
      heldUp: async () => {},
      gaveUp: async () => {},
    });
    await addJobs(db, queue, { key: "a", runAt: now });
    await expect.poll(() => offs).toEqual([false, true]);
    await queue.stop();
    expect(await jobsLeft(db)).toEqual({ waiting: 0, locked: 0 });
  });

  it("opens the same file again after it stopped", async () => {
    const { queue } = testQueue(db, {}, clock);
    await queue.start(new Hands());
    await queue.stop();
    const again = await openDatabase(db.url);
    const hands = new Hands();
    const other = testQueue(again, {}, clock).queue;
    await other.start(hands);
    await addJobs(again, other, { key: "a", runAt: now });
    (await hands.try(1)).done();
    await other.stop();
    await again.close();
  });
});
