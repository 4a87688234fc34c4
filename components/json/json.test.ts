import { expect, test } from "vitest";
import { mergePatch } from "@/lib/core/merge-patch";
import { patchBetween } from "./patch-between";
import { same } from "./same";

test("objects are the same whatever the order of their keys", () => {
  expect(same({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toBe(true);
  expect(same({ a: 1 }, { a: 1, b: 2 })).toBe(false);
  expect(same([1, 2], [2, 1])).toBe(false);
  expect(same(null, undefined)).toBe(false);
});

test("the patch between two payloads makes one from the other", () => {
  const from = { prompt: "a", seed: 4, size: { width: 1, height: 2 }, tags: ["x"] };
  const to = { prompt: "b", size: { width: 1, height: 3 }, tags: ["x", "y"], extra: true };
  const patch = patchBetween(from, to);
  expect(patch).toEqual({ prompt: "b", size: { height: 3 }, tags: ["x", "y"], extra: true, seed: null });
  expect(mergePatch(from, patch)).toEqual(to);
});

test("equal payloads give an empty patch", () => {
  expect(patchBetween({ a: [1] }, { a: [1] })).toEqual({});
});
