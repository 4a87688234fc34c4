import { describe, expect, it } from "vitest";
import type { Principal } from "@/lib/core/principal";
import { databaseKinds } from "@/lib/testing/database";
import {
  ada,
  ann,
  anyStep,
  bob,
  carl,
  dutiesWorld,
  hastyRequest,
  intact,
  keyOf,
  outcome,
  people,
  place,
  two,
} from "@/lib/testing/duties";
import { asked, by } from "@/lib/testing/engine";
import { approveReview } from "../decisions/approve";
import { editReview } from "../decisions/edit";
import { rejectReview } from "../decisions/reject";
import { retryCall } from "../decisions/retry";
import { undoDecision } from "../decisions/undo";
import { getRun } from "../reading/get-run";
import { listRuns } from "../reading/list-runs";
import { forkRun } from "../requests/fork";

describe.each(databaseKinds)("law 13: another try, the way back, and the glass (%s)", (on) => {
  it("asks as many for another try as for the first, and shows them the payload it would have", async () => {
    await using world = await dutiesWorld(on, { ...two, allowed_steps: anyStep });
    const { context } = world;
    const { run_id } = await world.create(hastyRequest);
    world.replicate.nextPredictions({ status: "failed", error: "it broke" });
    for (const who of [ann, bob]) await approveReview(context, run_id, await world.seenBy(who, run_id), {});
    expect(place(await world.rest(run_id))).toEqual(["awaiting_human", "api_call"]);
    await retryCall(context, run_id, await world.seenBy(ann, run_id), {});
    expect(await outcome(retryCall(context, run_id, await world.seenBy(keyOf(ann), run_id), {}))).toBe(
      "not_eligible",
    );
    const edits = { payload: { seed: 3 } };
    const edited = await editReview(context, run_id, await world.seenBy(carl, run_id), {
      edits,
      approve: true,
    });
    expect([place(edited), people(edited)]).toEqual([["awaiting_human", "api_call"], ["user:user_carl"]]);
    expect(world.calls).toBe(1);
    await retryCall(context, run_id, await world.seenBy(ann, run_id), {});
    const answered = await world.rest(run_id);
    expect(place(answered)).toEqual(["awaiting_human", "response_review"]);
    expect(answered.attempt?.digest).toBe(edited.payload?.digest);

    await approveReview(context, run_id, await world.seenBy(ann, run_id), {});
    expect(people(await retryCall(context, run_id, await world.seenBy(bob, run_id), {}))).toEqual([
      "user:user_ann",
      "user:user_bob",
    ]);
    const tried = await retryCall(context, run_id, await world.seenBy(carl, run_id), {
      payload: { seed: 4 },
    });
    expect([place(tried), people(tried)]).toEqual([["awaiting_human", "api_call"], ["user:user_carl"]]);
    expect(tried.review?.digest).toBe(tried.payload?.digest);
    expect(world.calls).toBe(2);
    await retryCall(context, run_id, await world.seenBy(bob, run_id), {});
    expect((await world.rest(run_id)).attempt).toMatchObject({ number: 3, digest: tried.payload?.digest });
    await approveReview(context, run_id, await world.seenBy(bob, run_id), {});
    expect((await approveReview(context, run_id, await world.seenBy(carl, run_id), {})).status).toBe(
      "completed",
    );
    await intact(world);
  });

  it("keeps an answer that another try would replace: who declines the try is asked about the answer again", async () => {
    await using world = await dutiesWorld(on, { ...two, allowed_steps: anyStep });
    const { context } = world;
    const { run_id } = await world.create(hastyRequest);
    for (const who of [ann, bob]) await approveReview(context, run_id, await world.seenBy(who, run_id), {});
    const answered = await world.rest(run_id);
    const payload = { seed: 4 };
    const tried = await retryCall(context, run_id, await world.seenBy(carl, run_id), { payload });
    expect(place(tried)).toEqual(["awaiting_human", "api_call"]);
    const declined = await rejectReview(context, run_id, await world.seenBy(bob, run_id), {
      reason: "keep it",
    });
    expect([place(declined), people(declined)]).toEqual([["awaiting_human", "response_review"], []]);
    expect(declined).toMatchObject({ response: answered.response, issues: answered.issues });
    expect(declined.review?.digest).toBe(answered.review?.digest);
    expect(await outcome(retryCall(context, run_id, by(carl, asked(tried)), { payload }))).toBe(
      "already_decided",
    );
    for (const who of [ann, bob]) await approveReview(context, run_id, await world.seenBy(who, run_id), {});
    expect(await world.rest(run_id)).toMatchObject({ status: "completed", response: answered.response });
    expect((await world.rest(run_id)).decisions.at(-1)?.payload_digest).toBe(answered.attempt?.digest);
    expect(world.calls).toBe(1);
    await intact(world);
  });

  it("makes the payload that was called the run's again where another try is declined", async () => {
    await using world = await dutiesWorld(on, { ...two, allowed_steps: anyStep });
    const { context } = world;
    const { run_id } = await world.create(hastyRequest);
    for (const who of [ann, bob]) await approveReview(context, run_id, await world.seenBy(who, run_id), {});
    const { payload, cost } = await world.rest(run_id);
    const dearer = { seed: 4, num_outputs: 4 };
    const tried = await retryCall(context, run_id, await world.seenBy(carl, run_id), { payload: dearer });
    expect(tried.cost).not.toEqual(cost);
    await rejectReview(context, run_id, await world.seenBy(bob, run_id), { reason: "keep it" });
    const shown = await getRun(context, ann, run_id);
    expect(shown).toMatchObject({
      payload_revision: payload?.revision,
      payload_digest: payload?.digest,
      estimated_cost: cost,
    });
    expect(shown.suggested_payload).not.toMatchObject({ seed: 4 });
    const fork = await forkRun(context, ann, run_id, {});
    expect((await world.rest(fork.run_id)).payload?.digest).toBe(payload?.digest);

    world.replicate.nextPredictions({ status: "failed", error: "it broke" });
    for (const who of [ann, bob]) await retryCall(context, run_id, await world.seenBy(who, run_id), {});
    const failed = await world.rest(run_id);
    expect([place(failed), failed.review?.digest]).toEqual([["awaiting_human", "api_call"], payload?.digest]);
    for (const who of [ann, bob]) await retryCall(context, run_id, await world.seenBy(who, run_id), {});
    expect((await world.rest(run_id)).attempt).toMatchObject({ number: 3, digest: payload?.digest });
    await intact(world);
  });

  it("counts nobody as an editor of an answer whose other try they proposed in vain", async () => {
    const alone = { count: 1, not_requester: true, not_editor: true };
    await using world = await dutiesWorld(on, { ...two, approvals: alone, allowed_steps: anyStep });
    const { context } = world;
    const { run_id } = await world.create(hastyRequest, bob);
    await approveReview(context, run_id, await world.seenBy(ann, run_id), {});
    await world.rest(run_id);
    await retryCall(context, run_id, await world.seenBy(ann, run_id), { payload: { seed: 4 } });
    await rejectReview(context, run_id, await world.seenBy(ann, run_id), { reason: "keep it" });
    await approveReview(context, run_id, await world.seenBy(ann, run_id), {});
    expect((await world.rest(run_id)).status).toBe("completed");
    expect(world.calls).toBe(1);
    await intact(world);
  });

  it("asks as many for a call that is adopted", async () => {
    await using world = await dutiesWorld(on, two);
    const { context } = world;
    world.replicate.nextAnswers("create_prediction", { kind: "drop", accepted: true });
    world.replicate.nextAnswers("list_predictions", { kind: "status", status: 403, detail: "no listing" });
    const { run_id } = await world.create(hastyRequest);
    for (const who of [ann, bob]) await approveReview(context, run_id, await world.seenBy(who, run_id), {});
    expect(place(await world.rest(run_id))).toEqual(["awaiting_human", "api_call"]);
    const adopt = world.replicate.predictions[0]?.id ?? "";
    await retryCall(context, run_id, await world.seenBy(ann, run_id), { adopt });
    await retryCall(context, run_id, await world.seenBy(bob, run_id), {});
    expect(place(await world.rest(run_id))).toEqual(["awaiting_human", "api_call"]);
    await retryCall(context, run_id, await world.seenBy(carl, run_id), { adopt });
    expect(await world.rest(run_id)).toMatchObject({ status: "completed", attempt: { provider_id: adopt } });
    expect(world.calls).toBe(1);
    await intact(world);
  });

  it("takes back the last approval alone, and asks for another", async () => {
    await using world = await dutiesWorld(on, two);
    const { context } = world;
    const { run_id } = await world.create(hastyRequest);
    await approveReview(context, run_id, await world.seenBy(ann, run_id), {});
    await approveReview(context, run_id, { ...by(bob), undo_seconds: 20 }, {});
    expect(await outcome(undoDecision(context, run_id, by(ann), {}))).toBe("forbidden");
    const again = await undoDecision(context, run_id, by(bob), {});
    expect([place(again), people(again)]).toEqual([["awaiting_human", "payload_review"], ["user:user_ann"]]);
    expect(await outcome(approveReview(context, run_id, await world.seenBy(ann, run_id), {}))).toBe(
      "not_eligible",
    );
    expect(world.calls).toBe(0);
    await approveReview(context, run_id, await world.seenBy(bob, run_id), {});
    expect((await world.rest(run_id)).status).toBe("completed");
    await intact(world);
  });

  it("takes back one's own approval while others are missing, and no request of before gives it again", async () => {
    let ahead = 0;
    await using world = await dutiesWorld(on, two, () => ahead);
    const { context } = world;
    const next = await world.create(hastyRequest);
    const before = await world.seenBy(ann, next.run_id);
    await approveReview(context, next.run_id, before, {});
    expect(await outcome(undoDecision(context, next.run_id, by(bob), {}))).toBe("invalid_state");
    ahead = 5_000;
    const again = await undoDecision(context, next.run_id, by(keyOf(ann)), { reason: "not yet" });
    ahead = 0;
    expect([place(again), people(again)]).toEqual([["awaiting_human", "payload_review"], []]);
    expect(again.review).toMatchObject({
      expires_at: next.review?.expires_at,
      asked_at: next.review?.opened_at,
    });
    for (const late of [before, { ...before, question: { ...before.question, approval_token: undefined } }])
      expect(["stale_review", "binding_required"]).toContain(
        await outcome(approveReview(context, next.run_id, late, {})),
      );
    for (const who of [bob, ann])
      await approveReview(context, next.run_id, await world.seenBy(who, next.run_id), {});
    expect((await world.rest(next.run_id)).status).toBe("completed");
    expect(world.calls).toBe(1);
    await intact(world);
  });

  it("lets anybody reject at once", async () => {
    await using world = await dutiesWorld(on, two);
    const { run_id } = await world.create(hastyRequest, ann);
    await approveReview(world.context, run_id, await world.seenBy(bob, run_id), {});
    const run = await rejectReview(world.context, run_id, by(ann), { reason: "no" });
    expect(run.status).toBe("cancelled");
    await intact(world);
  });

  it("lets an admin alone break the glass, with a reason that stays", async () => {
    await using world = await dutiesWorld(on, { ...two, approvals: { count: 2, not_requester: true } });
    const { context } = world;
    const { run_id } = await world.create(hastyRequest, ada);
    const broken = { break_glass: true };
    const tried = (who: Principal, message?: string) =>
      outcome(approveReview(context, run_id, by(who), { ...broken, message }));
    expect(await tried(bob, "now")).toBe("forbidden");
    expect(await tried(ada, "  ")).toBe("validation_error");
    expect(await outcome(approveReview(context, run_id, await world.seenBy(ada, run_id), {}))).toBe(
      "not_eligible",
    );
    await approveReview(context, run_id, by(bob), {});
    expect(await tried(ada, "The site is down")).toBe("done");
    const run = await world.rest(run_id);
    expect(run).toMatchObject({
      status: "completed",
      decisions: [
        { break_glass: true, message: "The site is down", approvals: [{ actor: { id: "user_bob" } }] },
      ],
    });
    const plain = await world.create(hastyRequest);
    for (const who of [ann, bob])
      await approveReview(context, plain.run_id, await world.seenBy(who, plain.run_id), {});
    const marked = await listRuns(context, ann, { sort: "-created_at", limit: 50, break_glass: "true" });
    expect(marked.data.map((row) => row.run_id)).toEqual([run_id]);
    expect((await getRun(context, ann, run_id)).break_glass).toBe(true);
    const unneeded = await world.create(hastyRequest);
    await approveReview(context, unneeded.run_id, await world.seenBy(ann, unneeded.run_id), {});
    await approveReview(context, unneeded.run_id, by(ada), { ...broken, message: "to be sure" });
    expect((await world.rest(unneeded.run_id)).decisions[0]?.break_glass).toBeUndefined();
    await intact(world);
  });
});
