import { describe, expect, it } from "vitest";
import { findBreak } from "@/lib/core/chain";
import { replay } from "@/lib/core/evolve";
import { loadLog } from "@/lib/store/load-log";
import { loadRun } from "@/lib/store/load-run";
import { databaseKinds } from "@/lib/testing/database";
import { by, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { approveReview } from "../approve";
import { retryCall } from "../retry";

async function aWholeLife(world: TestEngine): Promise<string> {
  const { run_id } = await world.create();
  await approveReview(world.context, run_id, by(reviewerAnn), { message: "go" });
  await world.rest(run_id);
  await retryCall(world.context, run_id, by(reviewerAnn), { message: "once more" });
  await world.rest(run_id);
  await approveReview(world.context, run_id, by(reviewerAnn), {});
  await world.rest(run_id);
  return run_id;
}

describe.each(databaseKinds)("law 7: the log is the truth (%s)", (on) => {
  it("gives the stored state when it is folded again", async () => {
    await using world = await TestEngine.start({ on });
    const run_id = await aWholeLife(world);
    const log = await loadLog(world.db.prisma, run_id);
    const { state } = await loadRun(world.db.prisma, run_id);
    expect(replay(log.map(({ event }) => event))).toEqual(state);
    expect(state.status).toBe("completed");
  });

  it("is chained, and shows a change made in the database", async () => {
    await using world = await TestEngine.start({ on });
    const run_id = await aWholeLife(world);
    expect(findBreak(await loadLog(world.db.prisma, run_id))).toBeNull();
    await world.db.prisma.runEvent.update({
      where: { runId_seq: { runId: run_id, seq: 4 } },
      data: { message: "nothing happened" },
    });
    expect(findBreak(await loadLog(world.db.prisma, run_id))).toMatchObject({ seq: 4 });
  });
});
