import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Database, openDatabase } from "@/lib/store/connection/client";
import { testDatabase } from "@/lib/testing/database";
import { commitJobs, Hands, jobsLeft, testQueue } from "@/lib/testing/queue";
import { countStatements } from "@/lib/testing/statements";
import { LaneWatch } from "./lane-watch";
import type { Handlers, JobRow } from "./queue";

/** Nothing is found by looking: only what is handed over is done. */
const blind = { poll: 60_000, heartbeat: 60_000, deadAfter: 120_000, concurrency: 4, waiting: 0 };
const nothingLeft = { waiting: 0, locked: 0 };

describe("the jobs that an instance on PostgreSQL has just committed", () => {
  let db: Database;
  const stops: (() => Promise<void>)[] = [];

  beforeEach(async () => {
    db = await testDatabase("postgres");
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    for (const stop of stops.splice(0)) await stop();
  });

  async function start(hands: Handlers, tunables = {}) {
    const looked = vi.spyOn(LaneWatch.prototype, "looked");
    const { queue, said } = testQueue(db, { ...blind, ...tunables });
    await queue.start(hands);
    stops.push(() => queue.stop());
    // Each worker of the queue looks once as it begins; the last of them says that nobody looks any more.
    await vi.waitFor(() => expect(looked).toHaveBeenCalled(), 20_000);
    return { queue, said };
  }

  const lockers = () => db.prisma.$queryRaw<{ worker: string; attempts: number }[]>`
    SELECT locked_by AS worker, attempts FROM graphile_worker.jobs WHERE locked_by IS NOT NULL`;

  it("are done by it without a look at the queue, in the hand of a worker that is on the list", async () => {
    const hands = new Hands();
    const { queue } = await start(hands);
    const looks = vi.spyOn(LaneWatch.prototype, "forbidden");
    await commitJobs(db, queue, { key: "a" });
    const mine = await hands.try(1);
    const [locked] = await lockers();
    expect(locked?.attempts).toBe(1);
    expect((await db.prisma.instance.findFirst())?.workers).toContain(locked?.worker);
    mine.done();
    await expect.poll(() => jobsLeft(db)).toEqual(nothingLeft);
    expect(looks).not.toHaveBeenCalled();
  });

  it("are not taken by another instance, which is told of none", async () => {
    const [one, other] = [new Hands(), new Hands()];
    const { queue } = await start(one);
    await start(other);
    const keys = ["a", "b", "c", "d"];
    await commitJobs(db, queue, ...keys.map((key) => ({ key })));
    for (const n of keys.keys()) (await one.try(n + 1)).done();
    await expect.poll(() => jobsLeft(db)).toEqual(nothingLeft);
    expect(other.tries).toEqual([]);
  });

  it("wait in line where there is no place, with their rows in nobody's hand", async () => {
    const hands = new Hands();
    const { queue } = await start(hands, { concurrency: 3, share: 2 });
    const keys = ["a", "b", "c", "d", "e"];
    await commitJobs(db, queue, ...keys.map((key) => ({ key, lane: "slow" })));
    await hands.try(2);
    expect(await jobsLeft(db)).toEqual({ waiting: 3, locked: 2 });
    await commitJobs(db, queue, { key: "other", lane: "other" });
    for (let n = 1; n <= 6; n++) (await hands.try(n)).done();
    await expect.poll(() => jobsLeft(db)).toEqual(nothingLeft);
    const done = hands.tries.map(({ key }) => key);
    expect(done.slice(0, 2)).toEqual(["a", "b"]);
    expect(done.indexOf("other")).toBeLessThan(3);
    // Several may be claimed at once, in any order.
    expect(done.toSorted()).toEqual([...keys, "other"]);
  });

  it("are found in the database where the line is too short for them, and go straight again after that", async () => {
    const hands = new Hands();
    const { queue } = await start(hands, { share: 1, line: 1, poll: 100 });
    const keys = ["a", "b", "c", "d"];
    await commitJobs(db, queue, ...keys.map((key) => ({ key, lane: "slow" })));
    for (const n of keys.keys()) (await hands.try(n + 1)).done();
    await expect.poll(() => jobsLeft(db)).toEqual(nothingLeft);
    const waiting = queue.outbox(
      [{ kind: "work", payload: { of: "e" }, key: "e", runAt: null, lane: "slow" }],
      new Date(),
    );
    await db.write(waiting.write);
    // In hand from its commit on.
    expect(await jobsLeft(db)).toEqual({ waiting: 0, locked: 1 });
    waiting.begin();
    (await hands.try(5)).done();
  });

  it("are hastened where one waits under the same key", async () => {
    const hands = new Hands();
    const { queue } = await start(hands, { poll: 100 });
    await commitJobs(db, queue, { key: "a", runAt: new Date(Date.now() + 3_600_000) });
    expect(await jobsLeft(db)).toEqual({ waiting: 1, locked: 0 });
    await commitJobs(db, queue, { key: "a" });
    (await hands.try(1)).done();
    await expect.poll(() => jobsLeft(db)).toEqual(nothingLeft);
  });

  it("run once more where they are asked for while they run, and not a third time", async () => {
    const hands = new Hands();
    const { queue } = await start(hands, { poll: 100 });
    await commitJobs(db, queue, { key: "a" });
    const first = await hands.try(1);
    await commitJobs(db, queue, { key: "a" });
    (await hands.try(2)).done();
    first.done(new Date(Date.now() + 3_600_000));
    await expect.poll(() => jobsLeft(db)).toEqual(nothingLeft);
    expect(hands.tries).toHaveLength(2);
  });

  it("come again when they ask to, and after a failure, and are given up after the last", async () => {
    const hands = new Hands();
    const { queue } = await start(hands, { poll: 100 });
    await commitJobs(db, queue, { key: "a" });
    (await hands.try(1)).done(new Date(Date.now() + 60));
    (await hands.try(2)).fail("broken");
    (await hands.try(3)).fail("broken");
    (await hands.try(4)).fail("broken for good");
    await hands.until(() => hands.givenUp.length > 0);
    expect(hands.givenUp).toEqual([{ key: "a", reason: "broken for good", died: false }]);
    await expect.poll(() => jobsLeft(db)).toEqual(nothingLeft);
  });

  it("are taken off in the transaction of what was done for them", async () => {
    let ended = (_: boolean) => {};
    const off = new Promise<boolean>((resolve) => {
      ended = resolve;
    });
    const { queue } = await start({
      ...{ kinds: ["work"], lanes: [], heldUp: async () => {}, gaveUp: async () => {} },
      async run(_kind, _payload, row: JobRow | null) {
        await db.write(async (rows) => {
          await row?.takeOff(rows);
          await rows.insert("EndedRun", [{ runId: "run_1", endedAt: new Date() }]);
        });
        row?.isOff();
        ended((await jobsLeft(db)).locked === 0);
        return null;
      },
    });
    await commitJobs(db, queue, { key: "a" });
    expect(await off).toBe(true);
  });

  it("go back to the queue where nobody heard that they were committed", async () => {
    const hands = new Hands();
    const { queue } = await start(hands, { heartbeat: 50 });
    const job = { kind: "work", payload: { of: "a" }, key: "a", runAt: null };
    const handover = queue.outbox([job], new Date());
    await db.write(handover.write);
    // The answer was lost: as far as this process knows nothing was committed.
    handover.dismiss();
    (await hands.try(1)).done();
    await expect.poll(() => jobsLeft(db)).toEqual(nothingLeft);
  });

  it("go back to the queue however long after that their commit is carried out", async () => {
    const hands = new Hands();
    const { queue } = await start(hands, { heartbeat: 20 });
    const seen = async () => Number((await db.prisma.instance.findFirst())?.seenAt ?? 0);
    const handover = queue.outbox(
      [{ kind: "work", payload: { of: "a" }, key: "a", runAt: null }],
      new Date(),
    );
    await db.write(async (rows) => {
      await handover.write(rows);
      // Whoever waited for the answer has given up.
      handover.dismiss();
      for (let beats = 0; beats < 20; beats++) {
        const before = await seen();
        await expect.poll(seen).toBeGreaterThan(before);
      }
    });
    (await hands.try(1)).done();
    await expect.poll(() => jobsLeft(db)).toEqual(nothingLeft);
  });

  it("are all added where several of one commit stand in the queue already", async () => {
    const hands = new Hands();
    const { queue } = await start(hands, { poll: 100 });
    const keys = ["a", "b", "c"];
    const later = new Date(Date.now() + 3_600_000);
    await commitJobs(db, queue, ...keys.map((key) => ({ key, runAt: later })));
    await commitJobs(db, queue, ...keys.map((key) => ({ key })));
    for (const n of keys.keys()) (await hands.try(n + 1)).done();
    await expect.poll(() => jobsLeft(db)).toEqual(nothingLeft);
  });

  it("keep no place while they wait for a connection", async () => {
    const hands = new Hands();
    const { queue } = await start(hands, { concurrency: 1 });
    const waiting = queue.outbox([{ kind: "work", payload: {}, key: "a", runAt: null }], new Date());
    await commitJobs(db, queue, { key: "b" });
    (await hands.try(1)).done();
    waiting.dismiss();
    await expect.poll(() => jobsLeft(db)).toEqual(nothingLeft);
  });

  it("are handed back by a stop, and done by the next who starts", async () => {
    const [left, next] = [new Hands(), new Hands()];
    const { queue } = await start(left, { drain: 5 });
    await commitJobs(db, queue, { key: "a" });
    const stuck = await left.try(1);
    await queue.stop();
    expect(await jobsLeft(db)).toEqual({ waiting: 1, locked: 0 });
    await start(next);
    (await next.try(1)).done();
    stuck.done();
    await expect.poll(() => jobsLeft(db)).toEqual(nothingLeft);
  });

  it("cost one round trip with what they follow from", async () => {
    const { queue } = await start(new Hands());
    const other = await openDatabase(db.url);
    await other.write((rows) => rows.insert("EndedRun", [{ runId: "run_0", endedAt: new Date() }]));
    using statements = countStatements();
    const handover = queue.outbox([{ kind: "work", payload: {}, key: "a", runAt: null }], new Date());
    await other.write(async (rows) => {
      await rows.insert("EndedRun", [{ runId: "run_1", endedAt: new Date() }]);
      await handover.write(rows);
    });
    expect(statements).toMatchObject({ roundTrips: 1, commits: 1 });
    expect(statements.all).toHaveLength(4);
    handover.dismiss();
    await other.close();
  });
});
