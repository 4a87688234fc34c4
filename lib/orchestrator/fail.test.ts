import { describe, expect, it } from "vitest";
import { by, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { advanceRun } from "./advance";
import { callProvider } from "./calls/call";
import { approveReview } from "./decisions/approve";
import { retryCall } from "./decisions/retry";
import { failRun } from "./fail";
import { handOver } from "./hand-over";

/** A run whose call is to be made, with nobody at work but the test. */
async function atTheCall(world: TestEngine): Promise<string> {
  const { run_id } = await world.create({
    hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
  });
  await world.engine.stop();
  await approveReview(world.context, run_id, by(reviewerAnn), {});
  return run_id;
}

describe("handing a run over that may be what ends the process", () => {
  const auto = { hitl_config: { policy: "auto" as const } };

  it("asks a person about a call that was not sent, under auto too, and goes on as that person says", async () => {
    await using world = await TestEngine.start();
    await world.engine.stop();
    const { run_id } = await world.createOnly(auto);
    await advanceRun(world.context, run_id);
    await advanceRun(world.context, run_id);
    await handOver(world.context, run_id, "each process that tried it ended");
    const run = await world.rest(run_id);
    expect(run).toMatchObject({
      status: "awaiting_human",
      step: "api_call",
      attempt: { outcome: "cancelled" },
    });
    expect(run.message).toContain("The server ended several times while it worked on this run");
    expect(run.review?.actions).toEqual(["retry", "edit", "reject"]);
    await world.engine.start();
    await retryCall(world.context, run_id, by(reviewerAnn), {});
    expect(await world.rest(run_id)).toMatchObject({ status: "completed", attempt: { number: 2 } });
    expect(world.calls).toBe(1);
  });

  it("asks about the request when there is no payload yet, and goes on as a person says", async () => {
    await using world = await TestEngine.start();
    await world.engine.stop();
    const { run_id } = await world.createOnly(auto);
    await handOver(world.context, run_id, "each process that tried it ended");
    expect(await world.show(run_id)).toMatchObject({
      status: "awaiting_human",
      current_step: "information_review",
      actions_required: ["approve", "edit", "reject"],
    });
    await world.engine.start();
    await approveReview(world.context, run_id, by(reviewerAnn), {});
    expect(await world.rest(run_id)).toMatchObject({ status: "completed" });
  });

  it("says that nobody knows about a call that was on its way, so that it can be adopted", async () => {
    await using world = await TestEngine.start();
    const run_id = await atTheCall(world);
    world.replicate.nextAnswers("create_prediction", { kind: "drop", accepted: true });
    world.replicate.nextAnswers("list_predictions", { kind: "status", status: 500 });
    await callProvider(world.context, run_id, 1);
    await handOver(world.context, run_id, "each process that tried it ended");
    expect(await world.rest(run_id)).toMatchObject({
      failure: { code: "unknown_outcome" },
      step: "api_call",
    });
  });

  it("asks about the call when it is the answer that ends the process; what was paid for is not paid again", async () => {
    await using world = await TestEngine.start();
    const run_id = await atTheCall(world);
    for (let again = true; again; ) again = (await callProvider(world.context, run_id, 1)) !== null;
    await handOver(world.context, run_id, "each process that tried it ended");
    expect(await world.rest(run_id)).toMatchObject({
      status: "awaiting_human",
      step: "api_call",
      attempt: { outcome: "succeeded" },
    });
    expect(world.calls).toBe(1);
  });
});

describe("giving a run up", () => {
  it("asks a person when nobody knows whether the call was made", async () => {
    await using world = await TestEngine.start();
    const run_id = await atTheCall(world);
    world.replicate.nextAnswers("create_prediction", { kind: "drop", accepted: true });
    world.replicate.nextAnswers("list_predictions", { kind: "status", status: 500 });
    await callProvider(world.context, run_id, 1);
    await failRun(world.context, run_id, "each process that tried it ended");
    expect(await world.rest(run_id)).toMatchObject({
      status: "awaiting_human",
      step: "api_call",
      failure: { code: "unknown_outcome" },
      attempt: { outcome: "unknown" },
    });
  });

  it("asks a person when a call was made and cannot be followed", async () => {
    await using world = await TestEngine.start();
    const run_id = await atTheCall(world);
    world.replicate.nextPredictions({ ends: "held" });
    await callProvider(world.context, run_id, 1);
    await failRun(world.context, run_id, "each process that tried it ended");
    const run = await world.rest(run_id);
    expect(run).toMatchObject({ status: "awaiting_human", step: "api_call" });
    expect(run.attempt).toMatchObject({ outcome: "failed", provider_id: world.replicate.predictions[0]?.id });
  });

  it("ends a run that never got as far as the call", async () => {
    await using world = await TestEngine.start();
    const run_id = await atTheCall(world);
    await failRun(world.context, run_id, "it broke");
    expect(await world.rest(run_id)).toMatchObject({
      status: "failed",
      failure: { message: "Countersign could not go on: it broke" },
    });
  });
});
