import { expect, test } from "vitest";
import { edit } from "@/components/text/en/edit";
import type { Json } from "@/lib/contracts/json";
import { checkPayload } from "./check-payload";

const schema: Json = {
  type: "object",
  required: ["prompt"],
  properties: {
    prompt: { type: "string" },
    steps: { type: "integer", minimum: 1, maximum: 4 },
    go_fast: { type: "boolean" },
    images: { type: "array", items: { type: "string", format: "uri" } },
    style: { type: "string", enum: ["a", "b"] },
  },
};
const says = edit.problem;
const found = (payload: Record<string, Json>) =>
  checkPayload(schema, payload, says).map((problem) => [problem.key, problem.says]);

test("a payload that fits has no problems", () => {
  expect(found({ prompt: "a fox", steps: 2, go_fast: true, images: ["https://x.test/a.png"] })).toEqual([]);
});

test("every field that does not fit says why, and so does one the model does not know", () => {
  expect(
    found({ prompt: "", steps: 9, go_fast: "yes", images: "https://x.test/a.png", style: "c", wat: 1 }),
  ).toEqual([
    ["prompt", says.required],
    ["steps", says.limit.maximum("4")],
    ["go_fast", says.boolean],
    ["images", says.list],
    ["style", says.choice],
    ["wat", says.unknown],
  ]);
});

test("a text where the schema wants one is asked for, and without a schema nothing is unknown", () => {
  expect(found({ prompt: 7 })).toEqual([["prompt", says.text]]);
  expect(checkPayload(null, { anything: 1 }, says)).toEqual([]);
});

test("a key that the schema lets in by a pattern or by its own word is not called unknown", () => {
  const open: Record<string, Json>[] = [{ patternProperties: { "^x_": {} } }, { additionalProperties: true }];
  for (const more of open)
    expect(checkPayload({ type: "object", properties: { a: {} }, ...more }, { x_1: 1 }, says)).toEqual([]);
});
