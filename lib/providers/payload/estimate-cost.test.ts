import { expect, test } from "vitest";
import { estimateCost } from "./estimate-cost";
import { modelOf, text } from "./model-for-test";

const model = modelOf({ prompt: text }, { example: { num_outputs: 1 } });

test("a price for each output counts the outputs asked for", () => {
  expect(estimateCost({ num_outputs: 3 }, { ...model, price: { amountUsd: 0.04, per: "output" } })).toEqual({
    amount: 0.12,
    currency: "USD",
    basis: "3 at $0.04 each",
  });
});

test("without a price the example's time at a typical rate counts, and says so", () => {
  expect(estimateCost({}, { ...model, exampleSeconds: 2.1 })).toEqual({
    amount: 0.002047,
    currency: "USD",
    basis: "about 2.1 s at $0.000975/s (a typical rate), from the model's example",
  });
});

test("more outputs than the example take longer", () => {
  const cost = estimateCost(
    { num_outputs: 4 },
    { ...model, exampleSeconds: 2, price: { amountUsd: 0.001, per: "second" } },
  );
  expect(cost).toMatchObject({ amount: 0.008 });
});

test("when nothing is known nothing is claimed", () => {
  expect(estimateCost({}, model)).toBeNull();
  expect(estimateCost({}, { ...model, price: { amountUsd: 0.001, per: "second" } })).toBeNull();
});
