import { expect, test } from "vitest";
import { findPlaces } from "./find-places";
import { valuesIn } from "./size-of";

test("a word is found wherever it stands, in any case, and never inside itself", () => {
  expect(findPlaces("Fox and fox and FOXfox", "fox")).toEqual([0, 8, 16, 19]);
  expect(findPlaces("aaaa", "aa")).toEqual([0, 2]);
  expect(findPlaces("anything", "")).toEqual([]);
});

test("values are counted with everything inside them, and no further than asked", () => {
  expect(valuesIn({ a: [1, 2, { b: null }], c: "x" }, 100)).toBe(7);
  expect(
    valuesIn(
      Array.from({ length: 1000 }, (_, index) => index),
      50,
    ),
  ).toBe(50);
});
