import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "@/lib/contracts/json";
import { computingTime } from "@/lib/testing/computing-time";
import { applyChanges, changedLeaves, diff } from "./diff";
import { canonicalJson } from "./digest";

const key = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "", "~/", "~1", "a/b", "0", "a", "b"),
  fc.string(),
);
const { value: json } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<Json>(null, true, false, 0, 1, "", "x"),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string(),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie("value")), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
  ),
}));

test("applying a diff to its from gives its to", () => {
  fc.assert(
    fc.property(json, json, (from, to) => {
      const before = canonicalJson(from);
      expect(canonicalJson(applyChanges(from, diff(from, to)))).toBe(canonicalJson(to));
      expect(canonicalJson(from)).toBe(before);
    }),
    { numRuns: 500 },
  );
});

test("a document does not differ from itself", () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(diff(value, structuredClone(value))).toEqual([]);
    }),
  );
});

test("no pointer is changed twice", () => {
  fc.assert(
    fc.property(json, json, (from, to) => {
      const pointers = diff(from, to).map((change) => change.pointer);
      expect(new Set(pointers).size).toBe(pointers.length);
    }),
  );
});

test("a list in another order is told as moves, which apply one after the other", () => {
  const [from, to] = [{ images: ["a", "b", "c"] }, { images: ["c", "a", "b"] }];
  const changes = diff(from, to);
  expect(changes).toEqual([{ op: "move", pointer: "/images/0", from_pointer: "/images/2", to: "c" }]);
  expect(applyChanges(from, changes)).toEqual(to);
  expect(changedLeaves(changes)).toBe(1);
});

test("any order of a list is reached by moves alone", () => {
  const lists = fc
    .array(json, { maxLength: 6 })
    .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
  fc.assert(
    fc.property(lists, ([from, to]) => {
      const changes = diff(from, to);
      expect(changes.filter((change) => change.op !== "move")).toEqual([]);
      expect(canonicalJson(applyChanges(from, changes))).toBe(canonicalJson(to));
    }),
  );
});

test("changes come in the order of the new keys, what was removed comes last", () => {
  expect(diff({ gone: 1, a: 1, b: { c: 2 } }, { b: { c: 3 }, fresh: null, a: 1 })).toEqual([
    { op: "replace", pointer: "/b/c", from: 2, to: 3 },
    { op: "add", pointer: "/fresh", to: null },
    { op: "remove", pointer: "/gone", from: 1 },
  ]);
});

test("a changed kind of value is one replacement", () => {
  expect(diff({ a: [1] }, { a: { "0": 1 } })).toEqual([
    { op: "replace", pointer: "/a", from: [1], to: { "0": 1 } },
  ]);
  expect(diff([], {})).toEqual([{ op: "replace", pointer: "", from: [], to: {} }]);
});

test("a shortened list loses its end from the back", () => {
  expect(diff([1, 2, 3], [1])).toEqual([
    { op: "remove", pointer: "/2", from: 3 },
    { op: "remove", pointer: "/1", from: 2 },
  ]);
});

test("a subtree counts its leaves, an empty one counts once", () => {
  expect(changedLeaves(diff({}, { a: { b: 1, c: [1, 2] }, d: {} }))).toBe(4);
  expect(changedLeaves(diff({ a: [1, 2, 3] }, { a: "x" }))).toBe(3);
  expect(changedLeaves([])).toBe(0);
});

test("leaves at or below an ignored pointer are not counted", () => {
  const changes = diff({ prompt: "a", steps: 1 }, { prompt: "b", steps: 2, images: ["x", "y"] });
  expect(changedLeaves(changes, ["/prompt", "/images/0"])).toBe(2);
  expect(changedLeaves(changes, ["/prompt", "/images", "/steps"])).toBe(0);
  expect(changedLeaves(changes, ["/pro"])).toBe(4);
});

const nested = (depth: number, inner: Json): Json => (depth === 0 ? inner : [nested(depth - 1, inner)]);
const keys = (count: number, value: (at: number) => Json) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`key${at}`, value(at)]));

test("lists in lists are looked at once, not twice on each level", () => {
  const look = () => expect(diff(nested(100, 1), nested(100, 2))).toHaveLength(1);
  expect(computingTime(look)).toBeLessThan(1_000);
});

test("what is too large to be looked into is replaced as a whole, and what stands beside it is told by itself", () => {
  const list = (more: number) => Array.from({ length: 30_000 }, (_, at) => at + more);
  const [from, to] = [
    { a: 1, list: list(0) },
    { a: 2, list: list(1) },
  ];
  const changes = diff(from, to);
  expect(changes.map(({ op, pointer }) => [op, pointer])).toEqual([
    ["replace", "/a"],
    ["replace", "/list"],
  ]);
  expect(applyChanges(from, changes)).toEqual(to);
  expect(diff({ list: list(0), b: { c: 1, d: 2 } }, { b: { d: 2, c: 1 }, list: list(0) })).toEqual([]);
  expect(
    diff(
      keys(60_000, () => 1),
      keys(60_000, () => 2),
    ),
  ).toHaveLength(1);
});

test("long keys above many changes do not make a diff longer than the documents", () => {
  const under = (more: number) => ({
    ["k".repeat(500)]: { ["l".repeat(500)]: keys(5_000, (at) => at + more) },
  });
  expect(JSON.stringify(diff(under(0), under(1))).length).toBeLessThan(500_000);
});
