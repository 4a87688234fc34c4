import { expect, test } from "vitest";
import { rowsOf } from "@/components/run/payload/rows-of";
import type { Json } from "@/lib/contracts/json";
import { fieldsOf } from "./field-spec";
import { isShownBy } from "./is-shown-by";

test.each<[string, Json | undefined, boolean]>([
  ["text", "hi", true],
  ["text", { text: "hi" }, false],
  ["text", null, false],
  ["boolean", "yes", false],
  ["boolean", undefined, false],
  ["number", 3, true],
  ["number", [3], false],
  ["choice", "b", true],
  ["choice", "c", false],
  ["url-list", "https://a.example/", false],
  ["url-list", ["https://a.example/"], true],
])("a control for %s never passes for showing what it cannot: %j", (kind, value, shown) => {
  const schema = {
    properties: {
      text: { type: "string" },
      boolean: { type: "boolean" },
      number: { type: "number" },
      choice: { enum: ["a", "b"] },
      "url-list": { type: "array", items: { format: "uri" } },
    },
  };
  const spec = fieldsOf(schema).find(({ key }) => key === kind);
  expect(spec && isShownBy(spec, value)).toBe(shown);
});

test("what every object inherits is no value of a field that is called so", () => {
  const schema = { properties: { constructor: { type: "string" }, toString: { type: "string" } } };
  expect(rowsOf(schema, {}, { toString: "a" })).toMatchObject([
    { before: undefined, after: "a", state: "added" },
  ]);
});
