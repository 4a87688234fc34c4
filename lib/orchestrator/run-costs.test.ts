import { expect, test } from "vitest";
import { asked, by, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { countStatements } from "@/lib/testing/statements";
import { approveReview } from "./decisions/approve";

test("a run that is asked about, approved and done costs four commits of some seven statements", async () => {
  // The queue looks for what is due now and then besides; not here.
  await using world = await TestEngine.start({ tunables: { poll: 60_000 } });
  const one = async () => {
    const asks = await world.create({
      prompt: "a red bicycle",
      model: "sandbox:sandbox/text",
      hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
    });
    await approveReview(world.context, asks.run_id, by(reviewerAnn, asked(asks)), {});
    expect((await world.rest(asks.run_id)).status).toBe("completed");
  };
  await one();
  using statements = countStatements();
  const runs = 5;
  for (let n = 0; n < runs; n++) await one();
  expect(statements.commits).toBe(4 * runs);
  expect(statements.all.length).toBeLessThanOrEqual(30 * runs);
});
