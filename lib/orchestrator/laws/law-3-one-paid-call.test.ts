import { describe, expect, it } from "vitest";
import { databaseKinds } from "@/lib/testing/database";
import { by, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import type { Answer } from "@/lib/testing/replicate/types";
import { approveReview } from "../approve";
import { callProvider } from "../call";
import { cancelRun } from "../cancel";
import { editReview } from "../edit";
import { retryCall } from "../retry";

async function approvedUnder(world: TestEngine, ...answers: Answer[]) {
  world.replicate.nextAnswers("create_prediction", ...answers);
  const { run_id } = await world.create({
    hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
  });
  await approveReview(world.context, run_id, by(reviewerAnn), {});
  return world.rest(run_id);
}

describe.each(databaseKinds)("law 3: at most one paid call per approval (%s)", (on) => {
  it("adopts a call that was accepted though its answer never came", async () => {
    await using world = await TestEngine.start({ on });
    const run = await approvedUnder(world, { kind: "drop", accepted: true });
    expect(run).toMatchObject({ status: "completed" });
    expect(run.attempt).toMatchObject({ number: 1, provider_id: world.replicate.predictions[0]?.id });
    expect(world.calls).toBe(1);
  });

  it("adopts a call whose answer could not be read", async () => {
    await using world = await TestEngine.start({ on });
    expect(await approvedUnder(world, { kind: "malformed" })).toMatchObject({ status: "completed" });
    expect(world.calls).toBe(1);
  });

  it("tries again by itself when the provider was busy, and waits as long as it says", async () => {
    await using world = await TestEngine.start({ on });
    const run = await approvedUnder(world, { kind: "status", status: 429, retryAfter: 1 });
    expect(run).toMatchObject({ status: "completed", attempt: { number: 1, delays: 1 } });
    expect(world.calls).toBe(1);
  });

  it("lets one of two workers on one attempt act", async () => {
    await using world = await TestEngine.start({ on });
    world.replicate.nextPredictions({ ends: "held" });
    const { run_id } = await world.create();
    await world.engine.stop();
    await approveReview(world.context, run_id, by(reviewerAnn), {});
    await Promise.all([1, 2, 3, 4].map(() => callProvider(world.context, run_id, 1)));
    expect(world.calls).toBe(1);
  });

  it("does not send an attempt again that a dead worker was sending: it looks it up after the lease", async () => {
    let now = Date.now();
    await using world = await TestEngine.start({ on, clock: () => new Date(now) });
    const { run_id } = await world.create();
    await world.engine.stop();
    await approveReview(world.context, run_id, by(reviewerAnn), {});
    // The worker dies between "about to call" and "id recorded": the provider accepts, nobody writes it down.
    world.replicate.nextAnswers("create_prediction", { kind: "never", accepted: true });
    world.replicate.nextPredictions({ ends: "held" });
    void callProvider(world.context, run_id, 1).catch(() => {});
    await world.replicate.received("create_prediction");
    expect(await callProvider(world.context, run_id, 1)).toBeInstanceOf(Date);
    expect(world.calls).toBe(1);
    now += 60_000;
    await callProvider(world.context, run_id, 1);
    const { attempts } = await world.show(run_id);
    expect(attempts).toMatchObject([{ state: "submitted", provider_id: world.replicate.predictions[0]?.id }]);
    expect(world.calls).toBe(1);
  });

  it("asks a person when nobody can know whether the call was made, under auto too", async () => {
    await using world = await TestEngine.start({ on });
    world.replicate.nextAnswers("create_prediction", { kind: "drop", accepted: true });
    world.replicate.nextAnswers("list_predictions", { kind: "status", status: 403, detail: "no listing" });
    const run = await world.create({ hitl_config: { policy: "auto" } });
    expect(run).toMatchObject({
      status: "awaiting_human",
      step: "api_call",
      failure: { code: "unknown_outcome" },
    });
    expect(run.review?.actions).toEqual(["retry", "edit", "reject"]);
    expect(world.calls).toBe(1);
    await retryCall(world.context, run.run_id, by(reviewerAnn), {});
    expect(await world.rest(run.run_id)).toMatchObject({ status: "completed", attempt: { number: 2 } });
  });

  it("adopts the call that a person found at the provider, and sends nothing", async () => {
    await using world = await TestEngine.start({ on });
    world.replicate.nextAnswers("create_prediction", { kind: "drop", accepted: true });
    world.replicate.nextAnswers("list_predictions", { kind: "status", status: 403, detail: "no listing" });
    const { run_id } = await world.create({ hitl_config: { policy: "auto" } });
    const adopt = world.replicate.predictions[0]?.id ?? "";
    await expect(
      retryCall(world.context, run_id, by(reviewerAnn), { adopt: "rp_nobody" }),
    ).rejects.toMatchObject({
      code: "validation_error",
    });
    const another = await world.create({ prompt: "a green boat", hitl_config: { policy: "auto" } });
    expect(another.status).toBe("completed");
    await expect(
      retryCall(world.context, run_id, by(reviewerAnn), { adopt: another.attempt?.provider_id ?? "" }),
    ).rejects.toMatchObject({
      code: "validation_error",
      message: expect.stringContaining("another payload"),
    });
    await retryCall(world.context, run_id, by(reviewerAnn), { adopt });
    const run = await world.rest(run_id);
    expect(run).toMatchObject({ status: "completed", attempt: { number: 2, provider_id: adopt } });
    expect(world.calls).toBe(2);
  });

  it("adopts a call with the payload it was made with, whatever was edited since", async () => {
    await using world = await TestEngine.start({ on });
    world.replicate.nextAnswers("create_prediction", { kind: "drop", accepted: true });
    world.replicate.nextAnswers("list_predictions", { kind: "status", status: 403, detail: "no listing" });
    const { run_id, payload: sent } = await world.create({ hitl_config: { policy: "auto" } });
    const edits = { payload: { seed: 99 } };
    await editReview(world.context, run_id, by(reviewerAnn), { edits, approve: false });
    const adopt = world.replicate.predictions[0]?.id ?? "";
    await retryCall(world.context, run_id, by(reviewerAnn), { adopt });
    const run = await world.rest(run_id);
    expect(run).toMatchObject({ status: "completed", attempt: { number: 2, ...sent } });
    expect(run.decisions.at(-1)).toMatchObject({ action: "retry", payload_digest: sent?.digest });
    expect(world.calls).toBe(1);
  });

  it("cancels at the provider what was cancelled here while the call ran", async () => {
    await using world = await TestEngine.start({ on });
    world.replicate.nextPredictions({ ends: "held" });
    const run = await world.createOnly({ hitl_config: { policy: "auto" } });
    await world.replicate.received("get_prediction");
    const principal = { principal: reviewerAnn, idempotency: null };
    const cancelled = await cancelRun(world.context, run.run_id, principal, { reason: "changed my mind" });
    expect(cancelled.status).toBe("cancelled");
    await world.replicate.received("cancel_prediction");
    expect(world.replicate.predictions[0]?.status).toBe("canceled");
  });
});
