import { expect, test } from "vitest";
import type { JsonObject } from "@/lib/contracts/json";
import { sameJson } from "./same-json";

test("objects are the same whatever the order of their keys", () => {
  expect(sameJson({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toBe(true);
  expect(sameJson({ a: 1 }, { a: 1, b: 2 })).toBe(false);
  expect(sameJson([1, 2], [2, 1])).toBe(false);
  expect(sameJson(null, undefined)).toBe(false);
});

test("a key that is missing is never the same as one that is there, whatever it says", () => {
  const silent: JsonObject = { b: 1 };
  Reflect.set(silent, "a", undefined);
  expect(sameJson(silent, { b: 1, c: 2 })).toBe(false);
  expect(sameJson({ a: null, b: 1 }, { b: 1, c: null })).toBe(false);
  expect(sameJson({ toString: 1 }, {})).toBe(false);
  expect(sameJson([], {})).toBe(false);
  expect(sameJson(undefined, undefined)).toBe(true);
});
