import { describe, expect, it } from "vitest";
import { by, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { approveReview } from "./approve";
import { callProvider } from "./call";
import { failRun } from "./fail";

/** A run whose call is to be made, with nobody at work but the test. */
async function atTheCall(world: TestEngine): Promise<string> {
  const { run_id } = await world.create({
    hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
  });
  await world.engine.stop();
  await approveReview(world.context, run_id, by(reviewerAnn), {});
  return run_id;
}

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
