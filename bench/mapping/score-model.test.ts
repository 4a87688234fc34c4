import { expect, test } from "vitest";
import { readModels } from "./read-models";
import { type RuleName, rules, scoreModel } from "./score-model";

const models = readModels(null);

test("every payload of the built-in models is right, and no preview throws", async () => {
  const misses: string[] = [];
  for (const model of models) {
    const score = await scoreModel(model, true);
    misses.push(...score.misses.map(({ rule, why }) => `${rule}: ${model.name}: ${why}`));
  }
  expect(misses).toEqual([]);
});

test("without a schema nothing of an example leaks, and prompts still stand where they belong", async () => {
  const wrong = new Map<RuleName, number>(rules.map((rule) => [rule, 0]));
  for (const model of models) {
    const { misses } = await scoreModel(model, false);
    for (const { rule } of misses) wrong.set(rule, (wrong.get(rule) ?? 0) + 1);
  }
  expect([wrong.get("no leak"), wrong.get("prompt")]).toEqual([0, 0]);
});
