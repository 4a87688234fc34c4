import { describe, expect, it } from "vitest";
import { CodedError } from "@/lib/core/errors";
import { replay } from "@/lib/core/evolve";
import type { HeldDecision, RunState } from "@/lib/core/state";
import { loadLog } from "@/lib/store/runs/load-log";
import { loadRun } from "@/lib/store/runs/load-run";
import { databaseKinds } from "@/lib/testing/database";
import { by, reviewerAnn, reviewerBob, TestEngine } from "@/lib/testing/engine";
import type { Context } from "../context";
import { approveReview } from "./approve";
import { cancelRun } from "./cancel";
import { carryOutDecision, giveDecisionBack } from "./carry-out";
import { editReview } from "./edit";
import { rejectReview } from "./reject";
import { undoDecision } from "./undo";

const ann = (undo_seconds: number) => ({ ...by(reviewerAnn), undo_seconds });

function outcome(decision: Promise<unknown>): Promise<"won" | CodedError> {
  return decision.then(
    () => "won" as const,
    (error) => {
      if (error instanceof CodedError) return error;
      throw error;
    },
  );
}

/** A run of which Ann has just approved the payload, to be carried out in half a minute. */
async function heldRun(world: TestEngine): Promise<{ open: RunState; held: RunState }> {
  const open = await world.create();
  const held = await approveReview(world.context, open.run_id, ann(30), {});
  return { open, held };
}

/** The same world, a minute later. */
function later({ context }: TestEngine): Context {
  return { ...context, clock: () => new Date(Date.now() + 60_000) };
}

function heldOf({ held }: RunState): HeldDecision {
  if (!held) throw new Error("No decision is held");
  return held;
}

describe.each(databaseKinds)("a decision that may be taken back (%s)", (on) => {
  it("goes out by itself when its time is over, with what was signed", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id, payload } = await world.create();
    await approveReview(world.context, run_id, ann(1), {});
    expect(world.calls).toBe(0);
    const run = await world.rest(run_id);
    expect(run).toMatchObject({ step: "response_review", status: "awaiting_human" });
    expect(run.attempt?.digest).toBe(payload?.digest);
    expect(world.calls).toBe(1);
  });

  it("calls nobody when it is taken back, and asks again until the same time", async () => {
    await using world = await TestEngine.start({ on });
    const { open, held } = await heldRun(world);
    const run = await undoDecision(world.context, held.run_id, by(reviewerAnn), {});
    expect(run).toMatchObject({ status: "awaiting_human", step: "payload_review" });
    expect(run.review?.expires_at).toBe(open.review?.expires_at);
    await carryOutDecision(later(world), run.run_id, heldOf(held).review_id);
    expect((await world.rest(run.run_id)).status).toBe("awaiting_human");
    expect(world.calls).toBe(0);
    const rows = await world.db.prisma.review.findMany({ where: { runId: run.run_id, closedAt: null } });
    expect(rows.map(({ token }) => token)).toEqual([run.review?.approval_token]);
    expect(await world.db.prisma.decision.findFirst()).toMatchObject({ undoneAt: expect.any(Date) });
    const log = await loadLog(world.db.prisma, run.run_id);
    expect(replay(log.map(({ event }) => event))).toEqual((await loadRun(world.db.prisma, run.run_id)).state);
  });

  it("is one or the other, never both, when it is taken back as its time is over", async () => {
    await using world = await TestEngine.start({ on });
    for (let round = 0; round < 12; round++) {
      const { held } = await heldRun(world);
      const carry = () => carryOutDecision(later(world), held.run_id, heldOf(held).review_id);
      const undo = () => outcome(undoDecision(world.context, held.run_id, by(reviewerAnn), {}));
      const undone = round % 2 === 0 ? Promise.all([carry(), undo()]) : Promise.all([undo(), carry()]);
      const won = (await undone).includes("won");
      const log = await loadLog(world.db.prisma, held.run_id);
      const ends = log.filter(({ event }) => /^decision_/.test(event.type)).map(({ event }) => event.type);
      expect(ends).toEqual([won ? "decision_undone" : "decision_carried_out"]);
      expect(await world.db.prisma.attempt.count({ where: { runId: held.run_id } })).toBe(won ? 0 : 1);
    }
  });

  it("cannot be taken back once it was carried out", async () => {
    await using world = await TestEngine.start({ on });
    const { held } = await heldRun(world);
    await carryOutDecision(later(world), held.run_id, heldOf(held).review_id);
    expect(await outcome(undoDecision(world.context, held.run_id, by(reviewerAnn), {}))).toMatchObject({
      code: "invalid_state",
      details: { decision: { actor: { name: "Ann" } } },
    });
  });

  it("is taken back by whoever made it or an admin, and by nobody else", async () => {
    await using world = await TestEngine.start({ on });
    const { held } = await heldRun(world);
    const undoBy = (principal: typeof reviewerAnn) =>
      outcome(undoDecision(world.context, held.run_id, by(principal), {}));
    expect(await undoBy(reviewerBob)).toMatchObject({ code: "forbidden" });
    expect(await undoBy({ ...reviewerBob, role: "admin" })).toBe("won");
    expect(await undoBy(reviewerAnn)).toMatchObject({ code: "invalid_state" });
  });

  it("wins the race as ever: the next to decide is told who was first", async () => {
    await using world = await TestEngine.start({ on });
    const { open, held } = await heldRun(world);
    const approval_token = open.review?.approval_token;
    const reject = () =>
      outcome(
        rejectReview(world.context, held.run_id, by(reviewerBob, { approval_token }), { reason: "no" }),
      );
    expect(await reject()).toMatchObject({
      code: "already_decided",
      details: { decision: { actor: { name: "Ann" } } },
    });
    await undoDecision(world.context, held.run_id, by(reviewerAnn), {});
    // Asked again is another question: what was read before does not answer it.
    expect(await reject()).toMatchObject({ code: "stale_review" });
    expect(await outcome(rejectReview(world.context, held.run_id, by(reviewerBob), { reason: "no" }))).toBe(
      "won",
    );
  });

  it("does not go out when the run is cancelled meanwhile", async () => {
    await using world = await TestEngine.start({ on });
    const { held } = await heldRun(world);
    await cancelRun(world.context, held.run_id, by(reviewerAnn), {});
    await carryOutDecision(later(world), held.run_id, heldOf(held).review_id);
    expect(await world.rest(held.run_id)).toMatchObject({ status: "cancelled", held: null });
    expect(world.calls).toBe(0);
  });

  it("leaves an edit in place, for the next decision to build on (law 5)", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create();
    await editReview(world.context, run_id, ann(30), { edits: { payload: { seed: 7 } }, approve: true });
    await undoDecision(world.context, run_id, by(reviewerAnn), {});
    expect((await world.show(run_id)).suggested_payload).toMatchObject({ seed: 7 });
    await approveReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {});
    await world.rest(run_id);
    expect(world.replicate.predictions[0]?.input).toMatchObject({ seed: 7 });
  });

  it("goes back to people when it cannot be carried out", async () => {
    await using world = await TestEngine.start({ on });
    const { held } = await heldRun(world);
    await giveDecisionBack(world.context, held.run_id, heldOf(held).review_id, "it broke");
    const run = await world.rest(held.run_id);
    expect(run.status).toBe("awaiting_human");
    expect(run.decisions.at(-1)?.undone?.by.kind).toBe("system");
  });
});

describe("a held decision and a server that dies", () => {
  it("is carried out by the next one (law 4)", async () => {
    await using first = await TestEngine.start();
    const { run_id } = await first.create({ model: "sandbox:sandbox/image" });
    await approveReview(first.context, run_id, ann(1), {});
    await first.engine.stop();
    await using next = await first.again();
    expect(await next.rest(run_id)).toMatchObject({ step: "response_review", status: "awaiting_human" });
  });
});
