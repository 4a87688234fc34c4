import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Database } from "@/lib/store/connection/client";
import { testDatabase } from "@/lib/testing/database";
import { addJobs, Hands, jobsLeft, testQueue } from "@/lib/testing/queue";
import { LaneWatch } from "./lane-watch";

const brisk = { heartbeat: 50, deadAfter: 1_000 };

describe("the queue on PostgreSQL", () => {
  let db: Database;
  const stops: (() => Promise<void>)[] = [];

  beforeEach(async () => {
    db = await testDatabase("postgres");
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    for (const stop of stops.splice(0)) await stop();
  });

  async function start(hands: Hands, tunables = {}) {
    const { queue, said } = testQueue(db, { ...brisk, ...tunables });
    await queue.start(hands);
    stops.push(() => queue.stop());
    return { queue, said };
  }

  /** What a process leaves behind that died with a job in hand. */
  async function leftBehind(key: string, attempts: number, tunables = {}): Promise<void> {
    const { queue } = testQueue(db, tunables);
    await addJobs(db, queue, { key });
    await db.prisma.$executeRaw`
      UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'worker-gone', attempts = ${attempts}
      WHERE key = ${key}`;
  }

  /** Throws everybody out of the database, and lets nobody in until `letIn`. Nobody is left when it returns. */
  async function disconnectAll(): Promise<{ letIn(): Promise<void> }> {
    const name = new URL(db.url).pathname.slice(1);
    const admin = new Client({ connectionString: new URL("/postgres", db.url).href });
    await admin.connect();
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    const terminate = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1";
    // Again and again, for who was just connecting was let in by the old rule and is not listed yet.
    await expect.poll(async () => (await admin.query(terminate, [name])).rowCount).toBe(0);
    return {
      async letIn() {
        await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
        await admin.end();
      },
    };
  }

  it("looks for due jobs once a poll when nothing happens, however many workers there are", async () => {
    const looks: number[] = [];
    const { forbidden } = LaneWatch.prototype;
    vi.spyOn(LaneWatch.prototype, "forbidden").mockImplementation(function (this: LaneWatch, ...given) {
      looks.push(performance.now());
      return forbidden.apply(this, given);
    });
    const poll = 100;
    await start(new Hands(), { poll });
    // Each worker looks once as it begins, and some of them again for what the others had to leave.
    const betweenTheLast = (count: number) => {
      const [first, last] = [looks.at(-count - 1), looks.at(-1)];
      return looks.length > 40 + count && first && last ? (last - first) / count : 0;
    };
    await expect.poll(() => betweenTheLast(10), { timeout: 30_000 }).toBeGreaterThan(poll / 2);
  });

  it("takes up one after the other what became due without a word", async () => {
    const hands = new Hands();
    await start(hands, { poll: 100 });
    const keys = ["a", "b", "c", "d"];
    await addJobs(
      db,
      testQueue(db).queue,
      ...keys.map((key) => ({ key, runAt: new Date(Date.now() + 300) })),
    );
    for (const n of keys.keys()) await hands.try(n + 1);
    expect(hands.tries.map(({ key }) => key).sort()).toEqual(keys);
    for (const one of hands.tries) one.done();
  });

  it("frees what is locked by a worker of no living instance, and does it", async () => {
    await leftBehind("a", 1);
    const hands = new Hands();
    const { said } = await start(hands);
    (await hands.try(1)).done();
    expect(said).toEqual(["Took over the jobs of workers that are gone"]);
  });

  it("leaves alone what a living instance has in hand, though it takes long", async () => {
    const [one, other] = [new Hands(), new Hands()];
    const unhurried = { deadAfter: 60_000 };
    const { queue } = await start(one, unhurried);
    await addJobs(db, queue, { key: "a" });
    const mine = await one.try(1);
    const longAgo = new Date(Date.now() - 2 * unhurried.deadAfter);
    await db.prisma.instance.updateMany({ data: { startedAt: longAgo } });
    await db.prisma
      .$executeRaw`UPDATE graphile_worker._private_jobs SET locked_at = ${longAgo} WHERE key = 'a'`;
    const { said } = await start(other, unhurried);
    const seen = async () => (await db.prisma.instance.findMany()).map(({ seenAt }) => seenAt.getTime());
    // At its third beat an instance has looked at the others twice.
    for (let beats = 0; beats < 3; beats++) {
      const last = Math.max(...(await seen()));
      await expect.poll(async () => (await seen()).filter((at) => at > last)).toHaveLength(2);
    }
    expect(other.tries).toHaveLength(0);
    expect(said).toEqual([]);
    mine.done();
  });

  it("hastens a failed job whose worker died before it could say when to try again", async () => {
    const { queue } = testQueue(db);
    await addJobs(db, queue, { key: "a" });
    // graphile-worker itself lets a job wait e^attempts seconds.
    await db.prisma.$executeRaw`
      UPDATE graphile_worker._private_jobs
      SET attempts = 2, last_error = 'it broke', run_at = now() + interval '18 minutes' WHERE key = 'a'`;
    const hands = new Hands();
    await start(hands);
    (await hands.try(1)).done();
  });

  it("takes the jobs of an instance that falls silent", async () => {
    const dead = { id: "instance_dead", workers: ["worker-gone"] };
    const long_ago = new Date(Date.now() - 60_000);
    await db.prisma.instance.create({ data: { ...dead, startedAt: long_ago, seenAt: long_ago } });
    await leftBehind("a", 1);
    const hands = new Hands();
    await start(hands);
    (await hands.try(1)).done();
    const left = await db.prisma.instance.findMany();
    expect(left.map(({ id }) => id)).not.toContain(dead.id);
  });

  it("gives up a job whose process died at its last try, and says so once", async () => {
    await leftBehind("a", 3);
    const hands = new Hands();
    await start(hands);
    await hands.until(() => hands.givenUp.length > 0);
    expect(hands.tries).toHaveLength(0);
    expect(hands.givenUp).toEqual([{ key: "a", reason: "each process that tried it ended", died: true }]);
    await expect.poll(() => jobsLeft(db)).toEqual({ waiting: 0, locked: 0 });
  });

  it("runs a job alone that was in hand at two deaths: it waits for the others, and they for it", async () => {
    await leftBehind("suspect", 2);
    await addJobs(db, testQueue(db).queue, { key: "innocent" });
    const hands = new Hands();
    const { queue } = await start(hands);
    const innocent = await hands.try(1);
    // A few heartbeats later it has surely seen that the suspect is due.
    const seen = async () => Number((await db.prisma.instance.findFirst())?.seenAt ?? 0);
    for (let beats = 0; beats < 3; beats++) {
      const before = await seen();
      await expect.poll(seen).toBeGreaterThan(before);
    }
    await addJobs(db, queue, { key: "late" });
    innocent.done();
    const suspect = await hands.try(2);
    expect(suspect.key).toBe("suspect");
    const again = new Date(Date.now() + 3_600_000);
    suspect.done(again);
    (await hands.try(3)).done();
    expect(hands.tries.map(({ key }) => key)).toEqual(["innocent", "suspect", "late"]);
    expect(hands.givenUp).toEqual([]);
    await expect
      .poll(() => db.prisma.$queryRaw`SELECT attempts, flags FROM graphile_worker.jobs WHERE key = 'suspect'`)
      .toEqual([{ attempts: 0, flags: { own: true } }]);
  });

  it("does not count a stop as a death, and forgets none when the job is asked for again", async () => {
    const hands = new Hands();
    const { queue } = await start(hands, { drain: 5 });
    await addJobs(db, queue, { key: "a" });
    const left = await hands.try(1);
    await queue.stop();
    const strikes = () => db.prisma.$queryRaw`SELECT attempts FROM graphile_worker.jobs WHERE key = 'a'`;
    expect(await strikes()).toEqual([{ attempts: 0 }]);
    await db.prisma.$executeRaw`UPDATE graphile_worker._private_jobs SET attempts = 1 WHERE key = 'a'`;
    await addJobs(db, queue, { key: "a" });
    expect(await strikes()).toEqual([{ attempts: 1 }]);
    left.done();
  });

  it("lets a job wait that ended a process before, so that it does not take the same others along", async () => {
    await leftBehind("suspect", 2);
    await leftBehind("innocent", 1);
    const hands = new Hands();
    const { said } = await start(hands, { backoff: { first: 3_600_000, most: 3_600_000 } });
    (await hands.try(1)).done();
    await expect.poll(() => jobsLeft(db)).toEqual({ waiting: 1, locked: 0 });
    expect(said).toEqual(["Took over the jobs of workers that are gone"]);
    expect(hands.tries.map(({ key }) => key)).toEqual(["innocent"]);
    const wait = await db.prisma.$queryRaw`
      SELECT run_at > now() + interval '20 minutes' AS long FROM graphile_worker.jobs WHERE key = 'suspect'`;
    expect(wait).toEqual([{ long: true }]);
  });

  it("takes back what a worker of its own has locked without knowing, because the answer was lost", async () => {
    const hands = new Hands();
    const { queue, said } = await start(hands);
    const later = new Date(Date.now() + 3_600_000);
    await addJobs(db, queue, { key: "a", runAt: later });
    await db.prisma.$executeRaw`
      UPDATE graphile_worker._private_jobs SET run_at = now(), locked_at = now(), attempts = 1,
        locked_by = (SELECT "workers" ->> 0 FROM "Instance") WHERE key = 'a'`;
    const { letIn } = await disconnectAll();
    // Between two looks at the others every idle worker has asked for a job, in vain.
    const inVain = () => said.filter((line) => line === "The queue could not be tended").length;
    const before = inVain();
    await expect.poll(inVain, { timeout: 40_000 }).toBeGreaterThanOrEqual(before + 2);
    await letIn();
    (await hands.try(1)).done();
  });

  it("goes on when the database throws everybody out and comes back, with the jobs that were in hand", async () => {
    // graphile-worker prints a trace when a worker ends because it cannot reach the database.
    vi.spyOn(console, "trace").mockImplementation(() => {});
    const hands = new Hands();
    const { queue, said } = await start(hands);
    await addJobs(db, queue, { key: "a" });
    const first = await hands.try(1);
    const { letIn } = await disconnectAll();
    first.done();
    await expect
      .poll(() => said.some((line) => line.includes("committing seppuku")), { timeout: 40_000 })
      .toBe(true);
    await letIn();
    (await hands.try(2)).done();
    await expect.poll(() => jobsLeft(db)).toEqual({ waiting: 0, locked: 0 });
    await addJobs(db, queue, { key: "b" });
    (await hands.try(3)).done();
  });

  it("lists its workers before they take a job, and takes itself off the list when it stops", async () => {
    const { queue: idle } = testQueue(db);
    await addJobs(db, idle, { key: "a" });
    const hands = new Hands();
    const { queue } = await start(hands);
    await hands.try(1);
    const [job] = await db.prisma.$queryRaw<{ worker: string }[]>`
      SELECT locked_by AS worker FROM graphile_worker.jobs`;
    const [instance] = await db.prisma.instance.findMany();
    expect(instance?.workers).toContain(job?.worker);
    hands.tries[0]?.done();
    await queue.stop();
    expect(await db.prisma.instance.count()).toBe(0);
  });
});
