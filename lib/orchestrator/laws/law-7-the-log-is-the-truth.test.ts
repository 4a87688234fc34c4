import { describe, expect, it } from "vitest";
import { findBreak } from "@/lib/core/chain";
import { digestOf } from "@/lib/core/digest";
import { replay } from "@/lib/core/evolve";
import type { PrismaClient } from "@/lib/store/connection/client";
import { fromColumn, toColumn, toNullableColumn } from "@/lib/store/connection/json-column";
import { loadLog } from "@/lib/store/runs/load-log";
import { loadRun } from "@/lib/store/runs/load-run";
import { databaseKinds } from "@/lib/testing/database";
import { reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { approveReview } from "../decisions/approve";
import { retryCall } from "../decisions/retry";
import { verifyLog } from "../reading/verify-log";

/** Remembers what is stored of a run; the function it gives puts that back. */
async function snapshot(prisma: PrismaClient, runId: string): Promise<() => Promise<void>> {
  const where = { runId };
  const run = await prisma.run.findUniqueOrThrow({ where: { id: runId } });
  const revisions = await prisma.payloadRevision.findMany({ where });
  const responses = await prisma.responseRevision.findMany({ where });
  const attempts = await prisma.attempt.findMany({ where });
  const decisions = await prisma.decision.findMany({ where });
  const reviews = await prisma.review.findMany({ where });
  return async () => {
    const { status, prompt, ownerId } = run;
    await prisma.run.update({ where: { id: runId }, data: { status, prompt, ownerId } });
    for (const { number, content, digest } of revisions)
      await prisma.payloadRevision.update({
        where: { runId_number: { runId, number } },
        data: { content, digest },
      });
    for (const { number, content } of responses)
      await prisma.responseRevision.update({ where: { runId_number: { runId, number } }, data: { content } });
    for (const { number, output, providerId, digest } of attempts) {
      const data = { output: toNullableColumn(fromColumn(output)), providerId, digest };
      await prisma.attempt.update({ where: { runId_number: { runId, number } }, data });
    }
    for (const { id, actor, message } of decisions)
      await prisma.decision.update({ where: { id }, data: { actor: toColumn(fromColumn(actor)), message } });
    for (const { id, digest } of reviews) await prisma.review.update({ where: { id }, data: { digest } });
  };
}

async function aWholeLife(world: TestEngine): Promise<string> {
  const { run_id } = await world.create();
  await approveReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), { message: "go" });
  await world.rest(run_id);
  await retryCall(world.context, run_id, await world.seenBy(reviewerAnn, run_id), { message: "once more" });
  await world.rest(run_id);
  await approveReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {});
  await world.rest(run_id);
  return run_id;
}

describe.each(databaseKinds)("law 7: the log is the truth (%s)", (on) => {
  it("gives the stored state when it is folded again", async () => {
    await using world = await TestEngine.start({ on });
    const run_id = await aWholeLife(world);
    const log = await loadLog(world.db.prisma, run_id);
    const { state } = await loadRun(world.db.prisma, run_id);
    expect(replay(log.map(({ event }) => event))).toEqual(state);
    expect(state.status).toBe("completed");
  });

  it("is chained, and shows a change made in the database", async () => {
    await using world = await TestEngine.start({ on });
    const run_id = await aWholeLife(world);
    expect(findBreak(await loadLog(world.db.prisma, run_id))).toBeNull();
    await world.db.prisma.runEvent.update({
      where: { runId_seq: { runId: run_id, seq: 4 } },
      data: { message: "nothing happened" },
    });
    expect(findBreak(await loadLog(world.db.prisma, run_id))).toMatchObject({ seq: 4 });
  });

  it("is compared with everything that it names, also while runs move", async () => {
    await using world = await TestEngine.start({ on });
    const runId = await aWholeLife(world);
    const { prisma } = world.db;
    const where = { runId_number: { runId, number: 1 } };
    const eve = { kind: "user", id: "user_eve", name: "Eve" };
    const forgeries: Record<string, () => Promise<unknown>> = {
      "a payload": () => prisma.payloadRevision.update({ where, data: { content: "{}" } }),
      "a payload with its digest": () =>
        prisma.payloadRevision.update({ where, data: { content: "{}", digest: digestOf({}) } }),
      "an answer": () => prisma.responseRevision.update({ where, data: { content: '"better"' } }),
      "what the model said": () => prisma.attempt.update({ where, data: { output: "better" } }),
      "whose call it was": () => prisma.attempt.update({ where, data: { providerId: "another" } }),
      "what an attempt was for": () => prisma.attempt.update({ where, data: { digest: digestOf({}) } }),
      "who decided": () => prisma.decision.updateMany({ where: { runId }, data: { actor: eve } }),
      "what was said": () => prisma.decision.updateMany({ where: { runId }, data: { message: "never" } }),
      "what was asked": () => prisma.review.updateMany({ where: { runId }, data: { digest: null } }),
      "how it ended": () => prisma.run.update({ where: { id: runId }, data: { status: "failed" } }),
      "what was asked for": () => prisma.run.update({ where: { id: runId }, data: { prompt: "a cat" } }),
      "whose it is": () => prisma.run.update({ where: { id: runId }, data: { ownerId: "user_eve" } }),
    };
    expect(await verifyLog(world.context, null)).toMatchObject({ intact: true });
    for (const [what, forge] of Object.entries(forgeries)) {
      const undo = await snapshot(prisma, runId);
      await forge();
      const found = await verifyLog(world.context, runId);
      expect([what, found.breaks.length]).toEqual([what, 1]);
      await undo();
    }
    const moving = [1, 2, 3, 4, 5].map(() => world.create({ hitl_config: { policy: "auto" } }));
    const looks = Array.from({ length: 5 }, () => verifyLog(world.context, null));
    for (const look of await Promise.all(looks)) expect(look.breaks).toEqual([]);
    await Promise.all(moving);
    expect(await verifyLog(world.context, null)).toMatchObject({ intact: true, runs_checked: 6 });
  });
});
