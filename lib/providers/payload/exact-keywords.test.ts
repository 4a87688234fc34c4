import { expect, test } from "vitest";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { modelOf } from "./model-for-test";
import { validatePayload } from "./validate-payload";

const largest = 18446744073709551615n;

/** The fixes for a value that a schema refuses, or null where it refuses nothing. */
function fixesOf(schema: JsonObject, value: Json): unknown[] | null {
  const issues = validatePayload({ a: value }, modelOf({ a: schema }));
  return issues.length === 0 ? null : issues.map(({ pointer, fix }) => [pointer, fix]);
}

test.each<[JsonObject, Json]>([
  [{ type: "integer", maximum: largest }, largest],
  [{ type: "integer", exclusiveMaximum: largest + 1n }, largest],
  [{ type: "integer", minimum: -9223372036854775808n }, -9223372036854775807n],
  [{ type: "number", maximum: largest }, 7.5],
  [{ type: "integer", multipleOf: 3 }, 9007199254740993n],
  [{ enum: [largest - 1n, largest] }, largest],
  [{ const: largest }, largest],
  [{ anyOf: [{ type: "integer", maximum: largest }, { type: "null" }] }, largest],
  [{ type: "array", items: { type: "integer", maximum: largest } }, [1, largest]],
  [{ type: "string", maxLength: largest }, "x"],
])("%o is not said to refuse %s", (schema, value) => {
  expect(fixesOf(schema, value)).toBeNull();
});

test.each<[JsonObject, Json, unknown[]]>([
  [{ type: "integer", maximum: largest }, largest + 1n, ["/a", { set: largest }]],
  [{ type: "integer", exclusiveMaximum: largest + 1n }, largest + 1n, ["/a", { set: largest }]],
  [{ type: "integer", exclusiveMinimum: largest }, largest, ["/a", { set: largest + 1n }]],
  [
    { type: "integer", minimum: -9223372036854775807n },
    -9223372036854775808n,
    ["/a", { set: -9223372036854775807n }],
  ],
  [{ type: "integer", maximum: 50, multipleOf: 4 }, largest - 3n, ["/a", { set: 48 }]],
  [{ type: "integer", multipleOf: 3 }, 9007199254740995n, ["/a", { set: 9007199254740993n }]],
  [{ enum: [1, largest] }, largest - 1n, ["/a", { set: largest }]],
  [{ const: largest }, largest - 1n, ["/a", undefined]],
  [{ type: "array", items: { maximum: largest } }, [1, largest + 1n], ["/a/1", { set: largest }]],
  [{ type: "integer", maximum: largest }, String(largest), ["/a", { set: largest }]],
  [{ type: "string" }, largest, ["/a", { set: String(largest) }]],
])("%o does not let %s pass, and what is advised passes", (schema, value, fix) => {
  expect(fixesOf(schema, value)).toEqual([fix]);
});
