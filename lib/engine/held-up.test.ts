import { describe, expect, it } from "vitest";
import { listRuns } from "@/lib/orchestrator/reading/list-runs";
import { databaseKinds } from "@/lib/testing/database";
import { requesterRita, TestEngine } from "@/lib/testing/engine";

describe.each(databaseKinds)("a call that waits for a place (%s)", (on) => {
  it("does not wait unseen, and goes on when there is one", async () => {
    const tunables = { share: 1, patience: 50, waiting: 0 };
    await using world = await TestEngine.start({ on, tunables, limits: { submitTimeout: 8_000 } });
    world.replicate.nextAnswers("create_prediction", { kind: "never" });
    const auto = { hitl_config: { policy: "auto" } } as const;
    const hanging = await world.createOnly(auto);
    await expect
      .poll(() => world.replicate.requests.some(({ route }) => route === "create_prediction"))
      .toBe(true);
    const { run_id } = await world.createOnly(auto);
    const held = async () => (await world.show(run_id)).held_back_by;
    await expect.poll(held).toMatchObject({
      kind: "slot",
      message: "All places for calls to Replicate are taken by others that wait for its answer",
    });
    const { data } = await listRuns(world.context, requesterRita, { limit: 10, sort: "-created_at" });
    expect(data.map((row) => [row.run_id, row.held_back_by?.kind ?? null])).toEqual([
      [run_id, "slot"],
      [hanging.run_id, null],
    ]);
    expect(await world.rest(run_id)).toMatchObject({ status: "completed" });
    expect(await held()).toBeNull();
  });
});
