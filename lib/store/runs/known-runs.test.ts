import { describe, expect, it } from "vitest";
import { approveReview } from "@/lib/orchestrator/decisions/approve";
import { by, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { countStatements } from "@/lib/testing/statements";
import { loadRun } from "./load-run";

const asked = {
  prompt: "a red bicycle",
  model: "sandbox:sandbox/text",
  hitl_config: { policy: "require_human" as const, allowed_steps: ["payload_review" as const] },
};

/** A run as its row has it, whatever is known of it. */
async function read({ db }: TestEngine, id: string) {
  return db.transaction((tx) => loadRun(tx, id));
}

describe("a run that was just committed", () => {
  it("is not read back, and is what its row says at every rest", async () => {
    await using world = await TestEngine.start();
    const { run_id } = await world.create(asked);
    for (const act of [() => approveReview(world.context, run_id, by(reviewerAnn), {}), () => {}]) {
      await act();
      await world.rest(run_id);
      using statements = countStatements();
      const { head: _head, hasSecrets, ...known } = await loadRun(world.db.prisma, run_id);
      expect(statements.all).toEqual([]);
      expect(hasSecrets).toBe(false);
      // To the last key: what is stored has no undefined.
      expect(JSON.parse(JSON.stringify(known))).toEqual(
        JSON.parse(JSON.stringify(await read(world, run_id))),
      );
      expect(known.state).toStrictEqual((await read(world, run_id)).state);
    }
  });

  it("is read anew as soon as anybody else has committed anything", async () => {
    await using world = await TestEngine.start();
    const { run_id } = await world.create(asked);
    await world.db.prisma.run.update({ where: { id: run_id }, data: { ownerId: "user_eve" } });
    expect((await loadRun(world.db.prisma, run_id)).ownerId).toBe("user_eve");
  });
});
