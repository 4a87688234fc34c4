import { expect, test } from "vitest";
import type { JsonObject } from "@/lib/contracts/json";
import { mergePatch } from "@/lib/core/merge-patch";
import { patchBetween } from "./patch-between";
import { patched } from "./patched";
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
  expect(patched(from, patch)).toEqual(to);
});

test("a patch is laid over a payload as the domain lays it", () => {
  const from = { a: { b: 1, c: 2 }, d: 4, e: [1] };
  const patches: JsonObject[] = [
    { a: { b: null, f: { g: 1, h: null } } },
    { d: { i: null } },
    { e: [null] },
    { j: null },
  ];
  for (const patch of patches) expect(patched(from, patch)).toEqual(mergePatch(from, patch));
});

test("equal payloads give an empty patch", () => {
  expect(patchBetween({ a: [1] }, { a: [1] })).toEqual({});
});
