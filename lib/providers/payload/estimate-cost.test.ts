import { expect, test } from "vitest";
import type { JsonObject } from "@/lib/contracts/json";
import type { ModelDescription } from "../contract";
import { replicateRates } from "../replicate/prices";
import { estimateCost as estimateAt } from "./estimate-cost";
import { modelOf, text } from "./model-for-test";

const estimateCost = (payload: JsonObject, of: ModelDescription) => estimateAt(payload, of, replicateRates);

const model = modelOf({ prompt: text }, { example: { num_outputs: 1, steps: 4 } });

test("a price for the call is what the call costs", () => {
  expect(
    estimateCost({ num_outputs: 3 }, { ...model, price: { amountUsd: 0.04, per: "call" } }),
  ).toMatchObject({
    amount: 0.04,
    currency: "USD",
    basis: "$0.04 a call",
    per: "call",
  });
});

test("a price for each output counts the outputs asked for", () => {
  expect(
    estimateCost({ num_outputs: 3 }, { ...model, price: { amountUsd: 0.04, per: "output" } }),
  ).toMatchObject({
    amount: 0.12,
    currency: "USD",
    basis: "3 at $0.04 each",
    per: "output",
  });
});

test("a price for each token counts what is read and what may be written", () => {
  const price = { amountUsd: 0.00001, per: "token" as const };
  const writer = { ...modelOf({ prompt: text, max_tokens: { type: "integer" } }), price };
  expect(estimateCost({ prompt: "a".repeat(400), max_tokens: 200 }, writer)).toMatchObject({
    amount: 0.003,
    currency: "USD",
    basis: "about 100 tokens read and at most 200 written, at $0.00001 each",
    low: 0.001,
    high: 0.003,
    per: "token",
  });
});

test("without a price the example's time at a typical rate counts, and says so with its range", () => {
  expect(estimateCost({}, { ...model, exampleSeconds: 2.1 })).toMatchObject({
    amount: 0.002047,
    currency: "USD",
    basis: "about 2.1 s at $0.000975/s (a typical rate), from the model's example",
    low: 0.000236,
    high: 0.006405,
    per: "second",
  });
});

test("more outputs and more steps than the example take longer", () => {
  const cost = estimateCost(
    { num_outputs: 4, steps: 8 },
    { ...model, exampleSeconds: 2, price: { amountUsd: 0.001, per: "second" } },
  );
  expect(cost).toMatchObject({
    amount: 0.016,
    basis: "about 16 s at $0.001/s, from the model's example, times 4 for the outputs, times 2 for the steps",
    low: 0.008,
    high: 0.032,
  });
});

test("when nothing is known nothing is claimed", () => {
  expect(estimateCost({}, model)).toBeNull();
  expect(estimateCost({}, { ...model, price: { amountUsd: 0.001, per: "second" } })).toBeNull();
});

test("no name that a model does not know makes a call cheaper, and nothing that costs is free", () => {
  const price = { amountUsd: 0.5, per: "output" as const };
  const video = { ...modelOf({ prompt: text, num_outputs: { type: "integer" } }), price };
  const four = { ...video, exampleInput: { num_outputs: 4 } };
  expect(estimateCost({ prompt: "a boat", n: 1e-9 }, video)?.amount).toBe(0.5);
  expect(estimateCost({ n: 1e-9, num_outputs: 4 }, video)?.amount).toBe(2);
  expect(estimateCost({ num_outputs: null, n: 1e-9 }, four)?.amount).toBe(2);
  expect(estimateCost({ num_outputs: 0.001 }, video)?.amount).toBe(0.5);
  // The model may know it after all.
  expect(estimateCost({ n: 3 }, video)?.amount).toBe(1.5);
  const longer = {
    ...modelOf({ prompt: text, max_new_tokens: text }),
    price: { ...price, per: "token" as const },
  };
  expect(estimateCost({ prompt: "", max_tokens: 1 }, longer)?.amount).toBe(256);
  expect(estimateCost({}, { ...model, exampleSeconds: 1e-7 })?.amount).toBe(0.000001);
  const slow = {
    ...modelOf({ prompt: text, num_frames: text }, { example: { num_frames: 80 } }),
    exampleSeconds: 10,
  };
  expect(estimateCost({ length: 1e-9, num_frames: 80 }, slow)).toEqual(
    estimateCost({ num_frames: 80 }, slow),
  );
});
