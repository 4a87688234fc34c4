import { afterEach, describe, expect, it } from "vitest";
import type { Database } from "@/lib/store/connection/client";
import type { Rows } from "@/lib/store/connection/rows";
import { promising } from "@/lib/store/runs/outbox";
import { databaseKinds, testDatabase } from "@/lib/testing/database";
import { addJobs, Hands, jobsLeft, testQueue } from "@/lib/testing/queue";
import type { Queue } from "./queue";
import type { Tunables } from "./tunables";

describe.each(databaseKinds)("a queue (%s)", (on) => {
  const stops: (() => Promise<void>)[] = [];

  async function begin(tunables: Partial<Tunables> = {}) {
    const db = await testDatabase(on);
    const hands = new Hands();
    const queue = await start(db, hands, tunables);
    return { db, hands, queue };
  }

  async function start(db: Database, hands: Hands, tunables: Partial<Tunables> = {}): Promise<Queue> {
    const { queue } = testQueue(db, tunables);
    await queue.start(hands);
    stops.push(() => queue.stop());
    return queue;
  }

  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });

  it("does a job that was committed, once", async () => {
    const { db, hands, queue } = await begin();
    await addJobs(db, queue, { key: "a" });
    (await hands.try(1)).done();
    await queue.stop();
    expect(hands.tries).toHaveLength(1);
    expect(await jobsLeft(db)).toEqual({ waiting: 0, locked: 0 });
  });

  it("forgets a job whose transaction rolls back", async () => {
    const { db, hands, queue } = await begin();
    const handover = queue.outbox([{ kind: "work", payload: {}, key: "a", runAt: null }], new Date());
    const written = handover.write;
    const breaking = async (rows: Rows) => {
      await written(rows);
      throw new Error("rolled back");
    };
    await promising(db, { ...handover, write: breaking }, async () => {}).catch(() => {});
    expect(hands.tries).toHaveLength(0);
    expect(await jobsLeft(db)).toEqual({ waiting: 0, locked: 0 });
  });

  it("keeps one waiting job for each key, due at the earliest time asked for", async () => {
    const { db, hands, queue } = await begin();
    const later = new Date(Date.now() + 3_600_000);
    await addJobs(db, queue, { key: "a", runAt: later });
    await addJobs(db, queue, { key: "a", runAt: new Date(later.getTime() + 1) });
    expect(await jobsLeft(db)).toEqual({ waiting: 1, locked: 0 });
    expect(hands.tries).toHaveLength(0);
    await addJobs(db, queue, { key: "a" });
    (await hands.try(1)).done();
    await queue.stop();
    expect(await jobsLeft(db)).toEqual({ waiting: 0, locked: 0 });
  });

  it("runs a job again that was asked for while it ran", async () => {
    const { db, hands, queue } = await begin();
    await addJobs(db, queue, { key: "a" });
    const first = await hands.try(1);
    await addJobs(db, queue, { key: "a", payload: { of: "a, again" } });
    first.done();
    const second = await hands.try(2);
    expect(second.key).toBe("a, again");
    second.done();
    await queue.stop();
    expect(await jobsLeft(db)).toEqual({ waiting: 0, locked: 0 });
  });

  it("comes back at the time a job asks for", async () => {
    const { db, hands, queue } = await begin();
    await addJobs(db, queue, { key: "a" });
    const again = new Date(Date.now() + 100);
    (await hands.try(1)).done(again);
    const second = await hands.try(2);
    expect(Date.now()).toBeGreaterThanOrEqual(again.getTime());
    second.done();
    await queue.stop();
    expect(await jobsLeft(db)).toEqual({ waiting: 0, locked: 0 });
  });

  it("tries a failed job again, and after the last try says so, with the reason", async () => {
    const { db, hands, queue } = await begin({ maxAttempts: 3 });
    await addJobs(db, queue, { key: "a" });
    for (const number of [1, 2, 3]) (await hands.try(number)).fail(`no ${number}`);
    await hands.until(() => hands.givenUp.length > 0);
    expect(hands.givenUp).toEqual([{ key: "a", reason: "no 3", died: false }]);
    await queue.stop();
    expect(hands.tries).toHaveLength(3);
    expect(await jobsLeft(db)).toEqual({ waiting: 0, locked: 0 });
  });

  it("gives up after as many failed tries, though many more deaths are allowed", async () => {
    const { db, hands, queue } = await begin({ maxAttempts: 2, mostDeaths: 5 });
    await addJobs(db, queue, { key: "a" });
    for (const number of [1, 2]) (await hands.try(number)).fail(`no ${number}`);
    await hands.until(() => hands.givenUp.length > 0);
    expect(hands.givenUp).toEqual([{ key: "a", reason: "no 2", died: false }]);
    await queue.stop();
    expect(hands.tries).toHaveLength(2);
  });

  it("takes a key again that was given up", async () => {
    const { db, hands, queue } = await begin({ maxAttempts: 1 });
    await addJobs(db, queue, { key: "a" });
    (await hands.try(1)).fail("no");
    await hands.until(() => hands.givenUp.length > 0);
    await addJobs(db, queue, { key: "a" });
    (await hands.try(2)).done();
  });

  it("gives what hangs in one lane no more than its share of the places: others do not wait for it", async () => {
    const { db, hands, queue } = await begin({ concurrency: 4, share: 2, patience: 60_000 });
    const slow = Array.from({ length: 10 }, (_, n) => ({ key: `slow ${n}`, lane: "slow" }));
    await addJobs(db, queue, ...slow);
    const begun = (name: string) => hands.tries.filter(({ key }) => key.startsWith(name));
    await hands.until(() => begun("slow").length === 2);
    await addJobs(db, queue, { key: "another", lane: "other" }, { key: "own" });
    await hands.until(() => begun("another").length + begun("own").length === 2);
    expect(begun("slow")).toHaveLength(2);
    void hands.until(() => {
      for (const one of hands.tries) one.done();
      return false;
    });
    for (const one of hands.tries) one.done();
    await hands.until(() => hands.tries.length === 12);
    await queue.stop();
    expect(await jobsLeft(db)).toEqual({ waiting: 0, locked: 0 });
  });

  it("does not let what hangs in a lane hold up the rest of the lane, but no more than a bounded number", async () => {
    const { db, hands, queue } = await begin({ concurrency: 4, share: 2, patience: 50, waiting: 3 });
    const slow = Array.from({ length: 10 }, (_, n) => ({ key: `slow ${n}`, lane: "slow" }));
    await addJobs(db, queue, ...slow);
    // Three wait beside, and two that wait as well keep their places.
    await hands.until(() => hands.tries.length === 5);
    await addJobs(db, queue, { key: "another", lane: "other" }, { key: "own" });
    await hands.until(() => hands.tries.length === 7);
    expect(hands.tries.filter(({ key }) => key.startsWith("slow"))).toHaveLength(5);
    void hands.until(() => {
      for (const one of hands.tries) one.done();
      return false;
    });
    for (const one of hands.tries) one.done();
    await hands.until(() => hands.tries.length === 12);
    await queue.stop();
    expect(await jobsLeft(db)).toEqual({ waiting: 0, locked: 0 });
  });

  it("frees the place of a job that hangs, and tries it again", async () => {
    const { db, hands, queue } = await begin({ concurrency: 1, longestTry: 100 });
    await addJobs(db, queue, { key: "hangs" });
    await hands.try(1);
    await addJobs(db, queue, { key: "other" });
    await hands.until(() => hands.tries.some(({ key }) => key === "other"));
    hands.tries.find(({ key }) => key === "other")?.done();
    await hands.until(() => hands.tries.filter(({ key }) => key === "hangs").length === 2);
    hands.tries.at(-1)?.done();
  });

  it("hands a job back that is not done when it stops, and another takes it up", async () => {
    const { db, hands, queue } = await begin({ drain: 10 });
    await addJobs(db, queue, { key: "a" });
    const left = await hands.try(1);
    await queue.stop();
    expect(await jobsLeft(db)).toEqual({ waiting: 1, locked: 0 });
    const others = new Hands();
    await start(db, others);
    (await others.try(1)).done();
    left.done();
  });

  it("begins nothing after it was told to stop, and leaves nothing locked", async () => {
    const { db, hands, queue } = await begin();
    await addJobs(db, queue, ...Array.from({ length: 30 }, (_, n) => ({ key: `${n}` })));
    const stopping = queue.stop();
    const begun = hands.tries.length;
    for (const one of hands.tries) one.done();
    void hands.until(() => {
      for (const one of hands.tries) one.done();
      return false;
    });
    await stopping;
    expect((await jobsLeft(db)).locked).toBe(0);
    expect(hands.tries.length + (await jobsLeft(db)).waiting).toBeGreaterThanOrEqual(30);
    expect(begun).toBeLessThanOrEqual(16);
  });

  it("does every one of many jobs", async () => {
    const { db, hands, queue } = await begin();
    void hands.until(() => {
      for (const one of hands.tries) one.done();
      return false;
    });
    const keys = Array.from({ length: 300 }, (_, n) => `${n}`);
    await addJobs(db, queue, ...keys.map((key) => ({ key })));
    await hands.until(() => hands.tries.length >= 300);
    expect(new Set(hands.tries.map(({ key }) => key)).size).toBe(300);
    await queue.stop();
    expect(await jobsLeft(db)).toEqual({ waiting: 0, locked: 0 });
  });
});
