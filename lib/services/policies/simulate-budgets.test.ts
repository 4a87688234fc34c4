import { describe, expect, it } from "vitest";
import { CreateBudget } from "@/lib/contracts/budgets";
import type { CreateRun } from "@/lib/contracts/create-run";
import { Simulation } from "@/lib/contracts/simulate";
import { tryRules } from "@/lib/orchestrator/requests/try-rules";
import { testAdmin } from "@/lib/testing/app";
import { databaseKinds } from "@/lib/testing/database";
import { fluxRef, llamaRef, TestEngine } from "@/lib/testing/engine";
import { createBudget } from "../budgets/create-budget";
import { simulatePolicy } from "./simulate-policy";

/** Each call of the model costs $0.003 an output. */
const price = 0.003;
const run: CreateRun = { prompt: "a red bicycle", model: fluxRef, hitl_config: { policy: "auto" } };

const budget = (world: TestEngine, more: Partial<CreateBudget>) =>
  createBudget(
    world,
    testAdmin,
    CreateBudget.parse({ name: "Film", limit_usd: price, period: "month", ...more }),
    new Date(),
  );

describe.each(databaseKinds)("budgets in the policy lab (%s)", (on) => {
  it("say of a tried request what they would set aside, of how much, and what they would answer", async () => {
    await using world = await TestEngine.start({ on });
    await world.create(run);
    await budget(world, { name: "Ample", limit_usd: 10 * price });
    await budget(world, { name: "Ask", limit_usd: price / 2, over: "ask" });
    await budget(world, { name: "Off", limit_usd: 0, enabled: false });
    await budget(world, { name: "Refuse", limit_usd: 0 });
    await budget(world, { name: "Words", limit_usd: 1, for: { model: "meta/*" } });
    const tried = async (asked: CreateRun) => {
      const { budgets } = await tryRules(world.context, testAdmin, { run: asked });
      return budgets.map(({ name, amount, share, verdict }) => [name, amount, share, verdict]);
    };
    expect(await tried(run)).toEqual([
      ["Ample", price, 0.1, "fits"],
      ["Ask", price, 2, "asks_admin"],
      ["Refuse", price, null, "refuses"],
    ]);
    // What a call of words costs nobody knows before it is made.
    expect((await tried({ ...run, model: llamaRef })).at(-1)?.slice(0, 1)).toEqual(["Words"]);
    expect(await world.db.prisma.budgetUse.count()).toBe(0);
  });

  it("say of the calls of a range which would have been refused or asked about, and how full they got", async () => {
    await using world = await TestEngine.start({ on });
    for (let n = 0; n < 3; n++) await world.create(run);
    await world.create({ ...run, hitl_config: { policy: "require_human" } });
    await budget(world, { limit_usd: 2 * price });
    await budget(world, { name: "Wide", limit_usd: 100 * price, over: "ask" });
    const to = new Date(Date.now() + 60_000).toISOString();
    const draft = { policy: { policy: "auto" as const }, to };
    const { budgets } = Simulation.parse(await simulatePolicy(world, testAdmin, draft, new Date()));
    const period = new Date().toISOString().slice(0, 7);
    expect(budgets).toMatchObject([
      { name: "Film", calls: 3, refuses: 1, asks_admin: 0, asks: 0, most: { share: 1, period } },
      { name: "Wide", calls: 3, refuses: 0, asks_admin: 0, asks: 0, most: { share: 0.02, period } },
    ]);
  });
});
