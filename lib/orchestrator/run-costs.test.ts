import { expect, test } from "vitest";
import { asked, by, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { countStatements } from "@/lib/testing/statements";
import { approveReview } from "./decisions/approve";

/** What a run may cost that is asked about, approved and done: four commits of some seven statements, and what is read. */
const budgets = [
  { on: "sqlite", commits: 4, statements: 31 },
  // Four of the statements tell other instances, and are committed without a word to the disk.
  { on: "postgres", commits: 8, statements: 50, roundTrips: 20 },
] as const;

// What else looks at the database now and then is no cost of a run.
const tunables = { poll: 60_000, heartbeat: 60_000, deadAfter: 120_000 };

test.each(budgets)(
  "a run that is asked about, approved and done costs four commits ($on)",
  async (budget) => {
    const { on } = budget;
    await using world = await TestEngine.start({ on, tunables });
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
    expect(statements.commits / runs).toBeLessThanOrEqual(budget.commits);
    expect(statements.all.length / runs).toBeLessThanOrEqual(budget.statements);
    if ("roundTrips" in budget) expect(statements.roundTrips / runs).toBeLessThanOrEqual(budget.roundTrips);
  },
);
