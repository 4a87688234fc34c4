import { expect, test } from "vitest";
import { by, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { countStatements } from "@/lib/testing/statements";
import { approveReview } from "./approve";

test("a run that is asked about, approved and done costs four commits", async () => {
  await using world = await TestEngine.start();
  const one = async () => {
    const asked = { prompt: "a red bicycle", model: "sandbox:sandbox/text" };
    const { run_id } = await world.create({
      ...asked,
      hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
    });
    await approveReview(world.context, run_id, by(reviewerAnn), {});
    expect((await world.rest(run_id)).status).toBe("completed");
  };
  await one();
  using statements = countStatements();
  const runs = 5;
  for (let n = 0; n < runs; n++) await one();
  expect(statements.commits).toBe(4 * runs);
  // The queue looks for due jobs now and then besides.
  expect(statements.all.length).toBeLessThanOrEqual(31 * runs + 4);
});
