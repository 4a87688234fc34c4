import { expect, test } from "vitest";
import type { Json } from "@/lib/contracts/json";
import { mergePatch, patchBetween } from "./merge-patch";

const vectors: [original: Json, patch: Json, result: Json][] = [
  [{ a: "b" }, { a: "c" }, { a: "c" }],
  [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
  [{ a: "b" }, { a: null }, {}],
  [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
  [{ a: ["b"] }, { a: "c" }, { a: "c" }],
  [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
  [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
  [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
  [
    ["a", "b"],
    ["c", "d"],
    ["c", "d"],
  ],
  [{ a: "b" }, ["c"], ["c"]],
  [{ a: "foo" }, null, null],
  [{ a: "foo" }, "bar", "bar"],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: "b", c: null }, { a: "b" }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
];

test.each(vectors)("RFC 7396: %j patched with %j is %j", (original, patch, result) => {
  const [before, patchBefore] = [structuredClone(original), structuredClone(patch)];
  expect(mergePatch(original, patch)).toEqual(result);
  expect(original).toEqual(before);
  expect(patch).toEqual(patchBefore);
});

test("a patch of __proto__ makes a plain key and touches no prototype", () => {
  const merged = mergePatch(
    {},
    JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"x":1}}}'),
  );
  expect(JSON.stringify(merged)).toBe('{"__proto__":{"polluted":true},"constructor":{"prototype":{"x":1}}}');
  expect("polluted" in {}).toBe(false);
  expect("x" in {}).toBe(false);
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
