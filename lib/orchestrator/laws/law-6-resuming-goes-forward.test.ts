import { describe, expect, it } from "vitest";
import type { Step } from "@/lib/contracts/words";
import { loadLog } from "@/lib/store/runs/load-log";
import { databaseKinds } from "@/lib/testing/database";
import { reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { advanceRun } from "../advance";
import { approveReview } from "../decisions/approve";
import { editReview } from "../decisions/edit";
import { retryCall } from "../decisions/retry";

const everywhere = {
  hitl_config: {
    policy: "require_human" as const,
    allowed_steps: ["information_review" as const, "payload_review" as const, "response_review" as const],
  },
};

/** What of a run's log is the beginning of a step or a question, in order. */
async function stages(world: TestEngine, runId: string): Promise<string[]> {
  const log = await loadLog(world.db.prisma, runId);
  return log.flatMap(({ event }) => {
    if (event.type === "step_started") return [`${event.step} begun`];
    return event.type === "awaiting_human" ? [`${event.step} asked`] : [];
  });
}

async function approveAt(world: TestEngine, runId: string, step: Step) {
  const run = await world.rest(runId);
  expect(run).toMatchObject({ status: "awaiting_human", step });
  await approveReview(world.context, runId, await world.seenBy(reviewerAnn, runId), {});
  return world.rest(runId);
}

describe.each(databaseKinds)("law 6: resuming goes forward (%s)", (on) => {
  it("runs and asks each step once on the way through all of them", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create(everywhere);
    await approveAt(world, run_id, "information_review");
    await approveAt(world, run_id, "payload_review");
    const done = await approveAt(world, run_id, "response_review");
    expect(done.status).toBe("completed");
    expect(await stages(world, run_id)).toEqual([
      "information_review begun",
      "information_review asked",
      "payload_review begun",
      "payload_review asked",
      "api_call begun",
      "response_review begun",
      "response_review asked",
    ]);
    expect(world.calls).toBe(1);
  });

  it("does nothing when a job of a passed step comes again, at any step", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create(everywhere);
    for (const step of ["information_review", "payload_review", "response_review"] as const) {
      const { version } = await world.rest(run_id);
      await advanceRun(world.context, run_id);
      await advanceRun(world.context, run_id);
      expect((await world.rest(run_id)).version).toBe(version);
      await approveAt(world, run_id, step);
    }
    await advanceRun(world.context, run_id);
    expect(world.calls).toBe(1);
  });

  it("goes on from an edit of the payload without asking about the request again", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create(everywhere);
    await approveAt(world, run_id, "information_review");
    const edits = { payload: { seed: 7 } };
    await editReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {
      edits,
      approve: true,
    });
    expect(await world.rest(run_id)).toMatchObject({ step: "response_review" });
    const asked = (await stages(world, run_id)).filter((stage) => stage === "information_review asked");
    expect(asked).toHaveLength(1);
  });

  it("goes back to the call, and no further, when somebody chooses retry", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create();
    await approveAt(world, run_id, "payload_review");
    const before = await stages(world, run_id);
    await retryCall(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {});
    expect(await world.rest(run_id)).toMatchObject({ step: "response_review", attempt: { number: 2 } });
    const after = (await stages(world, run_id)).slice(before.length);
    expect(after).toEqual(["api_call begun", "response_review begun", "response_review asked"]);
    expect(world.calls).toBe(2);
  });
});
