import { expect, it } from "vitest";
import { by, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { approveReview } from "../decisions/approve";
import { callProvider } from "./call";

it("sends nothing when the fence was committed so late that its lease may end before the answer", async () => {
  let now = Date.now();
  let stall = 40_000;
  await using world = await TestEngine.start({
    clock: () => new Date(now),
    reached: (point) => {
      if (point !== "begin_submission:after-commit") return;
      now += stall;
      stall = 0;
    },
  });
  const { run_id } = await world.create();
  await world.engine.stop();
  await approveReview(world.context, run_id, by(reviewerAnn), {});
  const again = await callProvider(world.context, run_id, 1);
  expect(world.calls).toBe(0);
  expect((await world.show(run_id)).attempts).toMatchObject([{ state: "prepared" }]);
  now = again?.getTime() ?? now;
  await callProvider(world.context, run_id, 1);
  expect(world.calls).toBe(1);
});
