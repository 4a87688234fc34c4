import { expect, test } from "vitest";
import type { JsonObject } from "@/lib/contracts/json";
import { catalogueModels } from "@/lib/providers/replicate/fixtures/models";
import { sandboxModels } from "@/lib/providers/sandbox/models";
import { endsSoon } from "./ends-soon";

const withField = (field: JsonObject, others: JsonObject = {}) =>
  endsSoon({ components: { schemas: { Input: { type: "object", properties: { field } }, ...others } } });
const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });

test("the schemas of the models that come with it are followed without a watchdog", () => {
  const ours = [...sandboxModels, ...catalogueModels()].map(({ openapiSchema }) => openapiSchema ?? null);
  expect(ours.length).toBeGreaterThan(40);
  expect(ours.filter((schema) => !endsSoon(schema))).toEqual([]);
});

test("choices, lists and references that lead somewhere end soon", () => {
  expect(
    withField({ allOf: [refTo("style")], default: "plain" }, { style: { enum: ["plain", "bold"] } }),
  ).toBe(true);
  expect(
    withField({ type: "array", items: { anyOf: [{ type: "string", format: "uri" }, { type: "null" }] } }),
  ).toBe(true);
});

test.each<[string, JsonObject, JsonObject?]>([
  ["a circle of references", refTo("one"), { one: { allOf: [refTo("two")] }, two: { items: refTo("one") } }],
  ["a reference to nothing", refTo("nowhere")],
  ["a pattern", { type: "string", pattern: "^(a+)+$" }],
  ["patterns of names", { patternProperties: { "^(a+)+$": {} } }],
  ["a look at each pair", { type: "array", uniqueItems: true }],
  ["a format whose check may take long", { type: "string", format: "regex" }],
  ["a keyword that nobody knows here", { unevaluatedProperties: false }],
  ["no schema at all", { items: "string" }],
])("%s needs a watchdog", (_, field, others) => {
  expect(withField(field, others)).toBe(false);
});

test("what doubles with each reference needs a watchdog", () => {
  const doubling = Object.fromEntries(
    Array.from({ length: 20 }, (_, at) => [
      `level${at}`,
      { allOf: [refTo(`level${at + 1}`), refTo(`level${at + 1}`)] },
    ]),
  );
  expect(withField(refTo("level0"), { ...doubling, level20: { type: "string" } })).toBe(false);
});

test("a schema of thousands of values needs a watchdog", () => {
  const properties = Object.fromEntries(
    Array.from({ length: 2_000 }, (_, at) => [`field${at}`, { type: "string" }]),
  );
  expect(endsSoon({ components: { schemas: { Input: { properties } } } })).toBe(false);
});
