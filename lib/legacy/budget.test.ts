import { expect, test } from "vitest";
import { CreateBudget } from "@/lib/contracts/budgets";
import { createBudget } from "@/lib/services/budgets/create-budget";
import { listBudgets } from "@/lib/services/budgets/list-budgets";
import { testAdmin } from "@/lib/testing/app";
import { fluxRef, requesterRita, TestEngine } from "@/lib/testing/engine";
import { ReplicateTeam } from "./replicate-team";

const price = 0.003;
const asked = { prompt: "a red bicycle on a quay", model: fluxRef };

test("one-shot calls at once, beside runs that ask nobody, go past no budget", async () => {
  await using world = await TestEngine.start();
  const now = new Date();
  const budget = CreateBudget.parse({ name: "Film", limit_usd: 3 * price, period: "month" });
  await createBudget(world, testAdmin, budget, now);
  const team = new ReplicateTeam(world.context);
  await Promise.all([
    ...[1, 2, 3, 4].map(() => team.run(requesterRita, asked).catch(() => null)),
    ...[1, 2].map(() => world.create({ ...asked, hitl_config: { policy: "auto" } })),
  ]);
  const { data } = await listBudgets(world, testAdmin, { limit: 50 }, now);
  expect(data.map(({ reserved }) => reserved)).toEqual([0]);
  expect(Math.round((data[0]?.spent ?? 0) / price)).toBe(3);
  expect(world.replicate.predictions).toHaveLength(3);
});

test("a one-shot call whose end nobody knows counts for a budget, one that was turned away does not", async () => {
  await using world = await TestEngine.start();
  const now = new Date();
  const budget = CreateBudget.parse({ name: "Film", limit_usd: 2 * price, period: "month" });
  await createBudget(world, testAdmin, budget, now);
  const team = new ReplicateTeam(world.context);
  const spentAfter = async () => {
    const outcome = await team.run(requesterRita, asked).catch(() => null);
    const { data } = await listBudgets(world, testAdmin, { limit: 50 }, now);
    expect(data.map(({ reserved }) => reserved)).toEqual([0]);
    return { calls: Math.round((data[0]?.spent ?? 0) / price), taken: outcome !== null };
  };
  world.replicate.nextAnswers("create_prediction", { kind: "status", status: 502, detail: "bad gateway" });
  expect((await spentAfter()).calls).toBe(1);
  world.replicate.nextAnswers("create_prediction", { kind: "status", status: 422, detail: "no such field" });
  expect((await spentAfter()).calls).toBe(1);
  expect(await spentAfter()).toEqual({ calls: 2, taken: true });
  // What does not fit goes where a person can be asked.
  expect(await spentAfter()).toEqual({ calls: 2, taken: false });
});
