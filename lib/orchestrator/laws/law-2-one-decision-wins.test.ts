import { describe, expect, it } from "vitest";
import { CodedError } from "@/lib/core/errors";
import { databaseKinds } from "@/lib/testing/database";
import { by, reviewerAnn, reviewerBob, TestEngine } from "@/lib/testing/engine";
import { approveReview } from "../decisions/approve";
import { editReview } from "../decisions/edit";
import { rejectReview } from "../decisions/reject";

async function outcome(decision: Promise<unknown>): Promise<"won" | CodedError> {
  try {
    await decision;
    return "won";
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
}

describe.each(databaseKinds)("law 2: one decision wins, and the loser is told (%s)", (on) => {
  it("lets one of two opposite decisions through, sixty times, and tells the other who was first", async () => {
    await using world = await TestEngine.start({ on });
    let approved = 0;
    const round = async (number: number) => {
      const { run_id } = await world.create();
      const decisions = [
        () => approveReview(world.context, run_id, by(reviewerAnn), {}),
        () => rejectReview(world.context, run_id, by(reviewerBob), { reason: "no" }),
      ];
      if (number % 2 === 1) decisions.reverse();
      const outcomes = await Promise.all(decisions.map((decide) => outcome(decide())));
      expect(outcomes.filter((one) => one === "won")).toHaveLength(1);
      const run = await world.rest(run_id);
      const [winning] = run.decisions;
      expect(run.decisions).toHaveLength(1);
      expect(outcomes.find((one) => one !== "won")).toMatchObject({
        code: "already_decided",
        details: { decision: winning },
      });
      if (winning?.action === "approve") approved += 1;
      else expect(run.status).toBe("cancelled");
    };
    for (let tens = 0; tens < 6; tens++) {
      await Promise.all(Array.from({ length: 10 }, (_, number) => round(number)));
    }
    expect(world.calls).toBe(approved);
  }, 120_000);

  it("tells a late decision on an answered question who answered it, by its token", async () => {
    await using world = await TestEngine.start({ on });
    const first = await world.create();
    const approval_token = first.review?.approval_token ?? "";
    await approveReview(world.context, first.run_id, by(reviewerAnn, { approval_token }), {});
    await world.rest(first.run_id);
    const late = await outcome(
      rejectReview(world.context, first.run_id, by(reviewerBob, { approval_token }), { reason: "no" }),
    );
    expect(late).toMatchObject({
      code: "already_decided",
      details: { decision: { actor: { name: "Ann" } } },
    });
  });

  it("does not take a decision that was sent before the question was asked", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create();
    const received_at = new Date();
    await approveReview(world.context, run_id, by(reviewerAnn), {});
    expect(await world.rest(run_id)).toMatchObject({ step: "response_review" });
    const early = await outcome(
      rejectReview(world.context, run_id, by(reviewerBob, { received_at }), { reason: "no" }),
    );
    expect(early).toMatchObject({ code: "already_decided" });
  });

  it("answers 412 when the token, the digest or the version is not the open question's", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id, review, version } = await world.create();
    const stale = (question: Parameters<typeof by>[1]) =>
      outcome(approveReview(world.context, run_id, by(reviewerAnn, question), {}));
    expect(await stale({ approval_token: "apt_other" })).toMatchObject({ code: "stale_review" });
    expect(await stale({ payload_digest: "sha256:other" })).toMatchObject({ code: "stale_review" });
    expect(await stale({ if_match: version - 1 })).toMatchObject({ code: "stale_review" });
    const approval_token = review?.approval_token;
    expect(await stale({ approval_token, payload_digest: review?.digest ?? "", if_match: version })).toBe(
      "won",
    );
  });

  it("asks anew after an edit: the old token does not sign the new payload", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id, review } = await world.create();
    const edits = { payload: { seed: 1 } };
    const edited = await editReview(world.context, run_id, by(reviewerAnn), { edits, approve: false });
    expect(edited).toMatchObject({ status: "awaiting_human", step: "payload_review" });
    const question = { approval_token: review?.approval_token };
    expect(await outcome(approveReview(world.context, run_id, by(reviewerBob, question), {}))).toMatchObject({
      code: "already_decided",
    });
  });

  it("refuses a second decision on one review in the database itself", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create();
    await rejectReview(world.context, run_id, by(reviewerAnn), { reason: "no" });
    const row = await world.db.prisma.decision.findFirstOrThrow();
    const { onBehalfOf: _, ...again } = row;
    await expect(
      world.db.prisma.decision.create({ data: { ...again, actor: {}, id: "dec_second" } }),
    ).rejects.toThrow("Unique constraint");
  });
});
