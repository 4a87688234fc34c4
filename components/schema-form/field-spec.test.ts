import { expect, test } from "vitest";
import type { Json } from "@/lib/contracts/json";
import { fieldsOf, sentAs } from "./field-spec";

const schema: Json = {
  type: "object",
  required: ["prompt"],
  properties: {
    seed: { type: "integer", title: "Seed", "x-order": 3 },
    prompt: { type: "string", title: "Prompt", "x-order": 0 },
    image: { type: "string", format: "uri", "x-order": 1 },
    output_format: { allOf: [{ $ref: "#/$defs/output_format" }], default: "webp", "x-order": 2 },
    guidance: { type: "number", minimum: 0, maximum: 10, "x-order": 4 },
    token: { type: "string", "x-cog-secret": true, "x-order": 5 },
    strength: { anyOf: [{ type: "number", maximum: 1 }, { type: "null" }], "x-order": 6 },
  },
  $defs: { output_format: { enum: ["webp", "png"], type: "string", title: "output_format" } },
};

test("fields stand in the model's own order, each with its kind", () => {
  expect(fieldsOf(schema).map((field) => [field.key, field.kind])).toEqual([
    ["prompt", "long-text"],
    ["image", "url"],
    ["output_format", "choice"],
    ["seed", "seed"],
    ["guidance", "number"],
    ["token", "secret"],
    ["strength", "number"],
  ]);
});

test("a reference brings its choices, and a nullable branch its limits", () => {
  const [format, strength] = fieldsOf(schema).filter((field) =>
    ["output_format", "strength"].includes(field.key),
  );
  expect(format?.choices).toEqual(["webp", "png"]);
  expect(strength?.maximum).toBe(1);
});

test("what a payload holds beyond the schema comes last", () => {
  expect(fieldsOf(schema, { extra_option: true }).at(-1)).toMatchObject({
    key: "extra_option",
    kind: "boolean",
    title: "Extra option",
  });
});

test("without a schema the values say what they are", () => {
  const example = {
    prompt: "a fox",
    image: "https://x.test/a.png",
    steps: 4,
    images: ["https://x.test/b.png"],
  };
  expect(fieldsOf(null, example).map((field) => field.kind)).toEqual([
    "long-text",
    "url",
    "number",
    "url-list",
  ]);
});

test("what a field is sent under is told wherever its title says something else", () => {
  const told = (key: string, title: string) => sentAs({ key, title });
  expect(told("num_outputs", "Num Outputs")).toBeNull();
  expect(told("aspectRatio", "Aspect ratio")).toBeNull();
  expect(told("delete_all", "Keep everything")).toBe("delete_all");
  expect(told("prompt", "")).toBe("prompt");
});
