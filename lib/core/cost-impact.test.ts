import { expect, test } from "vitest";
import type { Cost } from "@/lib/contracts/parts";
import { computingTime } from "@/lib/testing/computing-time";
import { costImpact } from "./cost-impact";
import { diff } from "./diff";

const from = { prompt: "a", num_outputs: 1, steps: 4 };
const to = { prompt: "b", num_outputs: 2, steps: 2 };
const cost = (per: Cost["per"]): Cost => ({ amount: 0.01, currency: "USD", basis: "a price", per });

test("each change that costs or saves is told, one after the other", () => {
  expect(costImpact(from, diff(from, to), cost("second"))).toEqual([
    { pointer: "/num_outputs", amount: 0.01 },
    { pointer: "/steps", amount: -0.01 },
  ]);
});

test("a price for each output grows with the outputs alone, one for the call with nothing", () => {
  expect(costImpact(from, diff(from, to), cost("output"))).toEqual([
    { pointer: "/num_outputs", amount: 0.01 },
  ]);
  expect(costImpact(from, diff(from, to), cost("call"))).toEqual([]);
});

test("thousands of changed settings are reckoned in one pass, however the names are written", () => {
  const spelled = (at: number) =>
    [..."images_per_prompt"].map((letter, bit) => ((at >> bit) & 1 ? letter.toUpperCase() : letter)).join("");
  const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [spelled(at), at + 1]));
  const changes = () => diff({ images_per_prompt: 1 }, many);
  const reckon = () => costImpact({ images_per_prompt: 1 }, changes(), cost("output"));
  expect(computingTime(reckon)).toBeLessThan(2_000);
});
