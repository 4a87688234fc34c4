import { expect, test } from "vitest";
import { fromColumn, toColumn } from "./json-column";

test.each([
  { seed: 18446744073709551615n, list: [-9007199254740993n, { a: 1n }] },
  { $integer: "5", a: 1 },
  { $integer: "5" },
  { $integer: 18446744073709551615n },
  [{ $$integer: { $integer: "18446744073709551615" } }, { $integer: null }],
  { inner: { $integer: "x" }, "": [] },
])("%o does not come back from a column as something else", (value) => {
  const stored: unknown = JSON.parse(JSON.stringify(toColumn(value)));
  expect(fromColumn(stored)).toEqual(value);
});

test("a value that holds none of it is not copied", () => {
  const value = { a: [1, { b: "x" }] };
  expect(toColumn(value)).toBe(value);
  expect(fromColumn(value)).toBe(value);
});
