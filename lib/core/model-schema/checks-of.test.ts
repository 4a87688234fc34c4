import { expect, test } from "vitest";
import type { JsonObject } from "@/lib/contracts/json";
import { catalogueModels } from "@/lib/providers/replicate/fixtures/models";
import { sandboxModels } from "@/lib/providers/sandbox/models";
import { checksOf } from "./checks-of";

const withField = (field: JsonObject, others: JsonObject = {}) =>
  checksOf({ components: { schemas: { Input: { type: "object", properties: { field } }, ...others } } });
const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });

test("the checks of most models that come with it can be counted, and are few", () => {
  const ours = [...sandboxModels, ...catalogueModels()].map(({ openapiSchema }) => openapiSchema ?? null);
  expect(ours.length).toBeGreaterThan(40);
  const counted = ours
    .map(checksOf)
    .filter((checks) => checks !== null && checks.once <= 150 && checks.each === 0);
  expect(counted.length).toBeGreaterThan(ours.length * 0.75);
});

test("what a reference leads to counts wherever it stands, and a list of values by its length", () => {
  const style = { enum: Array.from({ length: 10 }, (_, at) => `style ${at}`) };
  const once = withField({ allOf: [refTo("style")] }, { style })?.once ?? 0;
  const twice = withField({ allOf: [refTo("style"), refTo("style")] }, { style })?.once ?? 0;
  expect(once).toBeGreaterThan(12);
  expect(twice - once).toBe(13);
});

test("what is checked for each value of a list is told apart", () => {
  expect(withField({ type: "array", items: { type: "integer", minimum: 1 } })).toEqual({ once: 4, each: 3 });
  expect(withField({ type: "object", additionalProperties: { type: "string" } })).toEqual({
    once: 4,
    each: 2,
  });
});

test.each<[string, JsonObject, JsonObject?]>([
  ["a circle of references", refTo("one"), { one: { allOf: [refTo("two")] }, two: { items: refTo("one") } }],
  ["a reference to nothing", refTo("nowhere")],
  ["a pattern", { type: "string", pattern: "^(a+)+$" }],
  ["patterns of names", { patternProperties: { "^(a+)+$": {} } }],
  ["a look at each pair", { type: "array", uniqueItems: true }],
  ["a choice between schemas", { anyOf: [{ type: "string" }, { type: "null" }] }],
  ["a format whose check may take long", { type: "string", format: "regex" }],
  ["a keyword that nobody knows here", { unevaluatedProperties: false }],
  ["no schema at all", { items: "string" }],
])("%s cannot be counted", (_, field, others) => {
  expect(withField(field, others)).toBeNull();
});

test("what doubles with each reference cannot be counted", () => {
  const doubling = Object.fromEntries(
    Array.from({ length: 20 }, (_, at) => [
      `level${at}`,
      { allOf: [refTo(`level${at + 1}`), refTo(`level${at + 1}`)] },
    ]),
  );
  expect(withField(refTo("level0"), { ...doubling, level20: { type: "string" } })).toBeNull();
});

test("neither thousands of values nor very long texts are counted", () => {
  const choices = Array.from({ length: 2_000 }, (_, at) => at);
  expect(withField({ enum: choices })).toBeNull();
  expect(withField({ description: "long ".repeat(5_000) })).toBeNull();
});
