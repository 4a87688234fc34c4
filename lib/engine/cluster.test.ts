import { once } from "node:events";
import { describe, expect, it, vi } from "vitest";
import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { approveReview } from "@/lib/orchestrator/decisions/approve";
import { rejectReview } from "@/lib/orchestrator/decisions/reject";
import { startOfTail } from "@/lib/orchestrator/reading/tail-events";
import { openDatabase } from "@/lib/store/connection/client";
import { testDatabase } from "@/lib/testing/database";
import { by, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { follow } from "@/lib/testing/follow";
import { inParallel } from "@/lib/testing/in-parallel";
import { liveDelays } from "@/lib/testing/live-delays";

const everything = { run_id: null };

function resolvers() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

describe("two instances on one PostgreSQL", () => {
  it("let one of 16 reviewers win each of 50 runs, tell the others who, and miss no entry", async () => {
    await using first = await TestEngine.start({ on: "postgres" });
    await using second = await first.another();
    const seen: number[] = [];
    const stopFollowing = await follow(second, (event) => seen.push(event.id));

    const reviewers = Array.from(
      { length: 16 },
      (_, n): Principal => ({ ...reviewerAnn, id: `user_${n}`, name: `Reviewer ${n}` }),
    );
    let approved = 0;
    const race = async (round: number) => {
      const { run_id } = await (round % 2 ? first : second).create({
        hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
      });
      const outcomes = await Promise.all(
        reviewers.map(async (reviewer, n) => {
          const { context } = (n + round) % 2 ? first : second;
          const deciding = by(reviewer);
          try {
            if (n % 4 < 2) await approveReview(context, run_id, deciding, {});
            else await rejectReview(context, run_id, deciding, { reason: "no" });
            return reviewer.id;
          } catch (error) {
            if (error instanceof CodedError) return error;
            throw error;
          }
        }),
      );
      const winners = outcomes.filter((one) => typeof one === "string");
      expect(winners).toHaveLength(1);
      const run = await first.rest(run_id);
      const [decision] = run.decisions;
      expect(run.decisions).toHaveLength(1);
      expect(decision?.actor.id).toBe(winners[0]);
      for (const loser of outcomes.filter((one) => typeof one !== "string"))
        expect(loser).toMatchObject({ code: "already_decided", details: { decision } });
      if (decision?.action === "approve") approved += 1;
      expect(run.status).toBe(decision?.action === "approve" ? "completed" : "cancelled");
    };
    await inParallel(
      8,
      Array.from({ length: 50 }, (_, n) => n),
      race,
    );
    expect(first.calls).toBe(approved);

    const ids = (
      await first.db.prisma.runEvent.findMany({ orderBy: { id: "asc" }, select: { id: true } })
    ).map(({ id }) => id);
    await expect.poll(() => seen.length).toBe(ids.length);
    await stopFollowing();
    expect(seen).toEqual(ids);
  }, 240_000);

  it("may start at the same moment, though neither finds the queue's tables or the catalogue", async () => {
    const db = await testDatabase("postgres");
    await db.prisma.$executeRawUnsafe("DROP SCHEMA graphile_worker CASCADE");
    const starting = [
      TestEngine.start({ db }),
      TestEngine.start({ db: await openDatabase(db.url) }),
    ] as const;
    await using first = await starting[0];
    await using second = await starting[1];
    for (const world of [first, second])
      expect(await world.create()).toMatchObject({ step: "payload_review", status: "awaiting_human" });
  });

  // `npm run bench:live` measures how long it takes on a quiet machine.
  it("show every decision made on one in the other's tail because they are told, not because they look", {
    timeout: 240_000,
  }, async () => {
    await using first = await TestEngine.start({ on: "postgres" });
    await using second = await first.another();
    const { wakeups } = second.context;
    const listen = wakeups.listen.bind(wakeups);
    vi.spyOn(wakeups, "listen").mockImplementation((runId) => {
      const listener = listen(runId);
      const untilTold = (_ms: number, signal?: AbortSignal) => listener.next(3_600_000, signal);
      return { next: untilTold, close: () => listener.close() };
    });
    expect(await liveDelays(first, second, 10)).toHaveLength(100);
  });

  it("finish each other's runs: one is killed in the middle of a call, the other goes on", async () => {
    const tunables = { heartbeat: 200, deadAfter: 60_000 };
    await using survivor = await TestEngine.start({ on: "postgres", tunables });
    const { run_id } = await survivor.create({
      hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
    });
    await survivor.engine.stop();
    const killed = await survivor.anotherProcess(tunables);
    const exit = once(killed, "exit");
    // The provider has accepted the call, and does not answer how it is doing: the job is in hand.
    survivor.replicate.nextPredictions({ ends: "held" });
    survivor.replicate.nextAnswers("get_prediction", { kind: "never" });
    await approveReview(survivor.context, run_id, by(reviewerAnn), {});
    await survivor.replicate.received("get_prediction");
    const { instance } = survivor.db.prisma;
    const { id } = await instance.findFirstOrThrow();
    await survivor.engine.start();
    expect(await instance.count()).toBe(2);
    killed.kill("SIGKILL");
    await exit;
    const longAgo = new Date(Date.now() - 2 * tunables.deadAfter);
    await instance.update({ where: { id }, data: { seenAt: longAgo } });
    survivor.replicate.finish(survivor.replicate.predictions[0]?.id ?? "");
    const run = await survivor.rest(run_id);
    expect(run).toMatchObject({ status: "completed", attempt: { number: 1 } });
    expect(survivor.calls).toBe(1);
    expect(await instance.count()).toBe(1);
  }, 150_000);
});

describe("the log on PostgreSQL", () => {
  it("numbers entries in the order of their commits: a reader that goes on after the last one misses none", async () => {
    await using world = await TestEngine.start({ on: "postgres" });
    const [slow, quick] = await Promise.all([world.create(), world.create()]);
    const { prisma } = world.db;
    const entry = async (run_id: string) => {
      const last = await prisma.runEvent.findFirstOrThrow({
        where: { runId: run_id },
        orderBy: { seq: "desc" },
      });
      const { id: _, actor, data, ...rest } = last;
      return { ...rest, seq: last.seq + 1, actor: Object(actor), data: Object(data) };
    };
    const [slowEntry, quickEntry] = [await entry(slow.run_id), await entry(quick.run_id)];
    const wrote = resolvers();
    const commit = resolvers();
    const slowTransaction = world.db.transaction(async (tx) => {
      await tx.runEvent.create({ data: slowEntry });
      wrote.resolve();
      await commit.promise;
    });
    await wrote.promise;
    await world.db.transaction((tx) => tx.runEvent.create({ data: quickEntry }));
    const place = await startOfTail(world.context, everything);
    commit.resolve();
    await slowTransaction;
    const missed = await prisma.runEvent.findMany({ where: { id: { gt: place } } });
    expect(missed).toMatchObject([{ runId: slow.run_id, seq: slowEntry.seq }]);
  });
});
