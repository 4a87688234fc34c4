import { describe, expect, it } from "vitest";
import { databaseKinds } from "@/lib/testing/database";
import { llamaRef, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { getRun } from "./get-run";

describe.each(databaseKinds)("an answer with characters that cannot be stored (%s)", (on) => {
  it("is released with U+FFFD in their place", async () => {
    await using world = await TestEngine.start({ on });
    world.replicate.nextPredictions({ output: ["nul \0, ", "half \ud800"] });
    const { run_id } = await world.create({ model: llamaRef, hitl_config: { policy: "auto" } });
    const run = await getRun(world.context, reviewerAnn, run_id);
    expect(run).toMatchObject({ status: "completed", result: "nul \uFFFD, half \uFFFD" });
  });

  it("does not keep a failure from being told", async () => {
    await using world = await TestEngine.start({ on });
    world.replicate.nextPredictions({ status: "failed", error: "bad \0 input" });
    const run = await world.create({ model: llamaRef, hitl_config: { policy: "auto" } });
    expect(run).toMatchObject({ status: "failed", failure: { message: "bad \uFFFD input" } });
  });
});
