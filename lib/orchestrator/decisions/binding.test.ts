import { describe, expect, it } from "vitest";
import type { Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import { setBinding } from "@/lib/store/decision-settings";
import { databaseKinds } from "@/lib/testing/database";
import { asked, by, requesterRita, reviewerAnn, reviewerBob, TestEngine } from "@/lib/testing/engine";
import { addReviewers, addRule } from "@/lib/testing/rules";
import { gatherEvidence } from "../reading/evidence";
import { getRun } from "../reading/get-run";
import { listEvents } from "../reading/list-events";
import { approveReview } from "./approve";
import { cancelRun } from "./cancel";
import { decideMany } from "./decide-many";
import type { Deciding } from "./deciding";
import { editReview } from "./edit";
import { rejectReview } from "./reject";
import { retryCall } from "./retry";
import { undoDecision } from "./undo";

const unbound = { code: "binding_required" };

/** A run whose payload Ann approved and whose answer nobody has seen yet. */
async function answered(world: TestEngine): Promise<RunState> {
  const run = await world.create();
  await approveReview(world.context, run.run_id, by(reviewerAnn), {});
  const next = await world.rest(run.run_id);
  expect(next).toMatchObject({ status: "awaiting_human", step: "response_review" });
  return next;
}

describe.each(databaseKinds)("what a decision is bound to (%s)", (on) => {
  it("never lets a request that was sent twice release an answer that nobody saw", async () => {
    await using world = await TestEngine.start({ on });
    const run = await answered(world);
    const { run_id, version } = run;
    const again = (deciding: Deciding) => [
      approveReview(world.context, run_id, deciding, {}),
      retryCall(world.context, run_id, deciding, {}),
      editReview(world.context, run_id, deciding, { edits: { response: "x" }, approve: true }),
    ];
    const refused = (sent: Promise<unknown>[]) =>
      Promise.all(sent.map((one) => expect(one).rejects.toMatchObject(unbound)));
    await refused(again(by(reviewerAnn)));
    // The payload is no news any more.
    const old = { payload_digest: run.payload?.digest };
    await refused(again(by(reviewerAnn, old)));
    expect(await world.rest(run_id)).toMatchObject({ version });
    expect(world.calls).toBe(1);
  });

  it("takes a decision that names the question, the version or the answer", async () => {
    await using world = await TestEngine.start({ on });
    const ways = [
      asked,
      ({ version }: RunState) => ({ if_match: version }),
      ({ response }: RunState) => ({ answer_digest: response?.digest }),
    ];
    for (const way of ways) {
      const run = await answered(world);
      const stale = { answer_digest: "sha256:other" };
      await expect(
        approveReview(world.context, run.run_id, by(reviewerAnn, stale), {}),
      ).rejects.toMatchObject({ code: "stale_review" });
      const after = await approveReview(world.context, run.run_id, by(reviewerAnn, way(run)), {});
      expect(after.status).toBe("completed");
    }
  });

  it("takes the payload's digest where the payload is asked about", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create();
    const edits = { payload: { seed: 1 } };
    const edited = await editReview(world.context, run_id, by(reviewerAnn), { edits, approve: false });
    await expect(approveReview(world.context, run_id, by(reviewerAnn), {})).rejects.toMatchObject(unbound);
    const digest = { payload_digest: edited.payload?.digest };
    await approveReview(world.context, run_id, by(reviewerAnn, digest), {});
    expect((await world.rest(run_id)).step).toBe("response_review");
  });

  it("asks nothing of whoever has not decided, nor of a rejection or a cancel", async () => {
    await using world = await TestEngine.start({ on });
    const [first, second, third] = [await answered(world), await answered(world), await answered(world)];
    expect((await approveReview(world.context, first.run_id, by(reviewerBob), {})).status).toBe("completed");
    expect((await rejectReview(world.context, second.run_id, by(reviewerAnn), {})).status).toBe("cancelled");
    expect((await cancelRun(world.context, third.run_id, by(reviewerAnn), {})).status).toBe("cancelled");
  });

  it("says who was first, and that nothing is asked, before it asks what is meant", async () => {
    await using world = await TestEngine.start({ on });
    const received_at = new Date();
    const { run_id } = await answered(world);
    const early = by(reviewerAnn, { received_at });
    await expect(approveReview(world.context, run_id, early, {})).rejects.toMatchObject({
      code: "already_decided",
    });
    await rejectReview(world.context, run_id, by(reviewerBob), {});
    await expect(approveReview(world.context, run_id, by(reviewerAnn), {})).rejects.toMatchObject({
      code: "already_decided",
    });
  });

  it("does not sign again by a repeated request what was taken back", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create();
    await approveReview(world.context, run_id, { ...by(reviewerAnn), undo_seconds: 20 }, {});
    await undoDecision(world.context, run_id, by(reviewerAnn), {});
    await expect(approveReview(world.context, run_id, by(reviewerAnn), {})).rejects.toMatchObject(unbound);
    expect(world.calls).toBe(0);
  });

  it("takes no digest for a name where the same bytes are asked about again", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id, payload } = await world.create({ model: "sandbox:sandbox/text" });
    const signed = by(reviewerAnn, { payload_digest: payload?.digest });
    await approveReview(world.context, run_id, { ...signed, undo_seconds: 20 }, {});
    await undoDecision(world.context, run_id, by(reviewerAnn), {});
    const again = by(reviewerAnn, { payload_digest: payload?.digest });
    await expect(approveReview(world.context, run_id, again, {})).rejects.toMatchObject(unbound);
    await approveReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {});
    const answer = (await world.rest(run_id)).response?.digest;
    await retryCall(world.context, run_id, by(reviewerAnn, { answer_digest: answer }), {});
    expect((await world.rest(run_id)).response?.digest).toBe(answer);
    const resent = by(reviewerAnn, { answer_digest: answer });
    await expect(retryCall(world.context, run_id, resent, {})).rejects.toMatchObject(unbound);
    expect((await world.rest(run_id)).attempt?.number).toBe(2);
  });

  it("asks it of whoever approved in part what an edit has changed since", async () => {
    await using world = await TestEngine.start({ on });
    await addReviewers(world.db, [reviewerAnn, reviewerBob]);
    await addRule(world.db, { demand: { allowed_steps: ["payload_review"], approvals: { count: 2 } } });
    const { run_id } = await world.create();
    await approveReview(world.context, run_id, by(reviewerAnn), {});
    const edits = { payload: { seed: 1 } };
    await editReview(world.context, run_id, by(reviewerBob), { edits, approve: true });
    await expect(approveReview(world.context, run_id, by(reviewerAnn), {})).rejects.toMatchObject(unbound);
    expect(world.calls).toBe(0);
  });

  it("asks it of every decision that lets a run go on where the organisation wants that", async () => {
    await using world = await TestEngine.start({ on });
    await using other = on === "postgres" ? await world.another() : null;
    await setBinding(world.db.prisma, true, new Date());
    const { context } = other ?? world;
    const run = await world.create();
    await expect(approveReview(context, run.run_id, by(reviewerAnn), {})).rejects.toMatchObject(unbound);
    await approveReview(context, run.run_id, by(reviewerAnn, asked(run)), {});
    await rejectReview(context, (await world.rest(run.run_id)).run_id, by(reviewerAnn), {});
    await setBinding(world.db.prisma, false, new Date());
    const { run_id } = await world.create();
    expect((await approveReview(context, run_id, by(reviewerAnn), {})).step).toBe("api_call");
  });
});

describe("an approval that an edit made void", () => {
  it("is not given again by the same request, though the same bytes are asked about again", async () => {
    await using world = await TestEngine.start();
    await addReviewers(world.db, [reviewerAnn, reviewerBob]);
    await addRule(world.db, { demand: { approvals: { count: 2 } } });
    const run = await world.create();
    const first = by(reviewerAnn, { payload_digest: run.payload?.digest });
    await approveReview(world.context, run.run_id, first, {});
    for (const seed of [7, null]) {
      const edits = { payload: { seed } };
      await editReview(world.context, run.run_id, await world.seenBy(reviewerBob, run.run_id), {
        edits,
        approve: false,
      });
    }
    expect((await world.rest(run.run_id)).payload?.digest).toBe(run.payload?.digest);
    await expect(approveReview(world.context, run.run_id, first, {})).rejects.toMatchObject({
      code: expect.stringMatching(/binding_required|already_decided/),
    });
    const again = by(reviewerAnn, { payload_digest: run.payload?.digest });
    await expect(approveReview(world.context, run.run_id, again, {})).rejects.toMatchObject(unbound);
  });
});

describe("how a decision was made", () => {
  const seen = { parts: ["payload", "issues"], count: 2, of: 3, open_ms: 4_200 };
  const person = { ...reviewerAnn, session_id: "session_1" };
  const key = { ...reviewerBob, kind: "api_key" as const };

  it("stands in the decision and in the log, with what was claimed to be seen", async () => {
    await using world = await TestEngine.start();
    const run = await world.create();
    await approveReview(world.context, run.run_id, { ...by(person), seen }, {});
    const session = expect.stringMatching(/^ses_[0-9a-f]{16}$/);
    const { revision, digest } = run.payload ?? {};
    const made = { surface: "desk", session, revision, digest, seen };
    const after = await world.rest(run.run_id);
    expect(after.decisions).toMatchObject([{ made }]);
    const entry = await world.db.prisma.runEvent.findFirstOrThrow({ where: { type: "decision" } });
    expect(entry.data).toMatchObject({ decision: { made } });
    await approveReview(world.context, run.run_id, by(key), {});
    expect((await world.show(run.run_id)).decisions[1]?.made).toEqual({
      surface: "key",
      session: null,
      revision: after.response?.revision,
      digest: after.response?.digest,
      seen: null,
    });
  });

  it("is told to those who review, and to no requester by any way", async () => {
    await using world = await TestEngine.start();
    await addReviewers(world.db, [reviewerAnn, reviewerBob]);
    await addRule(world.db, { demand: { approvals: { count: 2 } } });
    const { run_id } = await world.create();
    const ways = async (principal: Principal) => [
      await getRun(world.context, principal, run_id),
      await listEvents(world.context, principal, { run_id }, { limit: 200 }),
      await gatherEvidence(world.context, principal, run_id),
    ];
    const tell = async () => (await ways(requesterRita)).map((told) => JSON.stringify(told));
    await approveReview(world.context, run_id, { ...by(person), seen }, {});
    for (const told of await tell()) expect(told).not.toContain('"made"');
    await approveReview(world.context, run_id, { ...by(reviewerBob), undo_seconds: 30 }, {});
    for (const told of await tell()) expect(told).not.toContain('"made"');
    for (const told of await ways(reviewerBob)) expect(JSON.stringify(told)).toContain('"made"');
    const pack = await gatherEvidence(world.context, requesterRita, run_id);
    const withheld = pack.flatMap((line) => ("withheld" in line ? [line.type] : []));
    expect(withheld).toEqual(["approval", "approval", "decision"]);
  });

  it("names what was asked about, not what an edit made of it", async () => {
    await using world = await TestEngine.start();
    const run = await world.create();
    const edits = { payload: { seed: 1 } };
    const edited = await editReview(world.context, run.run_id, by(reviewerBob), { edits, approve: false });
    expect(edited.decisions[0]?.made?.revision).toBe(run.payload?.revision);
    expect(edited.payload?.revision).not.toBe(run.payload?.revision);
  });

  it("is told of each of many that were answered together", async () => {
    await using world = await TestEngine.start();
    const runs = [await world.create(), await world.create()];
    const named = runs.map(({ run_id, review }) => ({
      run_id,
      approval_token: review?.approval_token ?? "",
      seen,
    }));
    const outcomes = await decideMany(world.context, person, new Date(), { action: "approve", runs: named });
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ run: { decisions: [{ made: { surface: "bulk", seen } }] } });
  });
});
