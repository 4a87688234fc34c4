import { expect, test } from "vitest";
import { sameJson } from "./same-json";

test("objects are the same whatever the order of their keys", () => {
  expect(sameJson({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toBe(true);
  expect(sameJson({ a: 1 }, { a: 1, b: 2 })).toBe(false);
  expect(sameJson([1, 2], [2, 1])).toBe(false);
  expect(sameJson(null, undefined)).toBe(false);
});
