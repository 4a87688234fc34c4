import { describe, expect, it, vi } from "vitest";
import { approveReview } from "@/lib/orchestrator/decisions/approve";
import { commentOnRun } from "@/lib/orchestrator/decisions/comment";
import { rejectReview } from "@/lib/orchestrator/decisions/reject";
import { by, reviewerAnn, reviewerBob, TestEngine } from "@/lib/testing/engine";
import { countStatements } from "@/lib/testing/statements";
import { toColumn } from "../connection/json-column";
import { loadRun } from "./load-run";

const asked = {
  prompt: "a red bicycle",
  model: "sandbox:sandbox/text",
  hitl_config: { policy: "require_human" as const, allowed_steps: ["payload_review" as const] },
};

/** A run as its row has it, whatever is known of it. */
async function read({ db }: TestEngine, id: string) {
  return db.transaction((tx) => loadRun(tx, id));
}

describe("a run that was just committed", () => {
  it("is not read back, and is what its row says at every rest", async () => {
    await using world = await TestEngine.start();
    const { run_id } = await world.create(asked);
    for (const act of [() => approveReview(world.context, run_id, by(reviewerAnn), {}), () => {}]) {
      await act();
      await world.rest(run_id);
      using statements = countStatements();
      const { head: _head, hasSecrets, ...known } = await loadRun(world.db.prisma, run_id);
      expect(statements.all).toEqual([]);
      expect(hasSecrets).toBe(false);
      // To the last key: what is stored has no undefined.
      expect(JSON.parse(JSON.stringify(known))).toEqual(
        JSON.parse(JSON.stringify(await read(world, run_id))),
      );
      expect(known.state).toStrictEqual((await read(world, run_id)).state);
    }
  });

  it("is read anew as soon as anybody else has committed anything", async () => {
    await using world = await TestEngine.start();
    const { run_id } = await world.create(asked);
    await world.db.prisma.run.update({ where: { id: run_id }, data: { ownerId: "user_eve" } });
    expect((await loadRun(world.db.prisma, run_id)).ownerId).toBe("user_eve");
  });
});

describe("a run that an instance on PostgreSQL committed last", () => {
  it("is a guess that the swap confirms: it is not loaded again to be moved", async () => {
    await using world = await TestEngine.start({ on: "postgres" });
    const { run_id } = await world.create(asked);
    using statements = countStatements();
    await commentOnRun(world.context, run_id, by(reviewerAnn), { message: "a word" });
    const loads = statements.all.filter((text) => text.includes('FROM "Run"'));
    expect(loads).toEqual([]);
    expect((await read(world, run_id)).state).toStrictEqual(world.db.known.get(run_id)?.state);
  });

  it("does not pass for another of the same version, as a standby may have that took over", async () => {
    await using world = await TestEngine.start({ on: "postgres" });
    const { run_id } = await world.create(asked);
    await commentOnRun(world.context, run_id, by(reviewerAnn), { message: "lost" });
    const lost = (await read(world, run_id)).state;
    // What the database has in place of the last commit.
    const { runEvent, run } = world.db.prisma;
    const { seq } = await runEvent.findFirstOrThrow({ where: { runId: run_id }, orderBy: { seq: "desc" } });
    const state = toColumn({ ...lost, message: "another word" });
    await run.update({ where: { id: run_id }, data: { state } });
    await runEvent.update({ where: { runId_seq: { runId: run_id, seq } }, data: { hash: "another" } });
    expect(world.db.known.get(run_id)?.state.message).toBe(lost.message);
    const { review } = await commentOnRun(world.context, run_id, by(reviewerAnn), { message: "next" });
    expect(review).toEqual(lost.review);
    const next = await runEvent.findUniqueOrThrow({ where: { runId_seq: { runId: run_id, seq: seq + 1 } } });
    expect(next.prevHash).toBe("another");
  });

  it("is looked at again before anybody is refused by it: another instance may have moved it unheard", async () => {
    await using first = await TestEngine.start({ on: "postgres" });
    await using second = await first.another();
    // Nobody hears of anybody.
    const forget = vi.spyOn(first.db.known, "forget").mockImplementation(() => {});
    const { run_id } = await first.create(asked);
    const stale = first.db.known.get(run_id)?.state;
    await approveReview(second.context, run_id, by(reviewerBob), {});
    const done = await second.rest(run_id);
    expect(first.db.known.get(run_id)?.state).toBe(stale);
    forget.mockRestore();
    const late = rejectReview(first.context, run_id, by(reviewerAnn), { reason: "no" });
    await expect(late).rejects.toMatchObject({
      code: "already_decided",
      details: { decision: { actor: { id: reviewerBob.id } } },
    });
    await commentOnRun(first.context, run_id, by(reviewerAnn), { message: "too late" });
    const after = (await read(first, run_id)).state;
    expect(after).toMatchObject({ status: "completed", version: done.version + 1 });
  });
});
