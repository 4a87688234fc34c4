import { expect, test } from "vitest";
import { heardOf } from "./heard";

const ranges = (...given: [number, number][]) => ({
  length: given.length,
  start: (at: number) => given[at]?.[0] ?? 0,
  end: (at: number) => given[at]?.[1] ?? 0,
});

test("what was jumped over is not taken for heard", () => {
  expect(heardOf({ duration: 60, played: ranges([0, 5], [50, 60]) })).toEqual({
    seconds: 15,
    of: 60,
    whole: false,
  });
});

test("a blink at either end leaves nothing unheard", () => {
  expect(heardOf({ duration: 60, played: ranges([0.1, 59.9]) }).whole).toBe(true);
  expect(heardOf({ duration: 60, played: ranges([0.1, 59]) }).whole).toBe(false);
});
