import { expect, test } from "vitest";
import type { JsonObject } from "@/lib/contracts/json";
import { shownInputSchema } from "./shown-schema";

const secret = "hunter2-of-a-model";
const shown = (Input: JsonObject, others: JsonObject = {}) =>
  shownInputSchema({ openapiSchema: { components: { schemas: { Input, ...others } } } });
const field = (node: JsonObject): JsonObject => ({
  type: "object",
  properties: { pin: node, size: { enum: ["s", "m"] } },
});
const ref = { $ref: "#/components/schemas/Pin" };

test.each<[string, JsonObject, JsonObject]>([
  ["a default", field({ type: "string", format: "password", default: secret }), {}],
  ["examples", field({ type: "string", writeOnly: true, example: secret, examples: [secret] }), {}],
  ["choices", field({ type: "string", "x-cog-secret": true, enum: [secret], const: secret }), {}],
  ["what is inside of a secret", field({ writeOnly: true, properties: { a: { default: secret } } }), {}],
  ["another branch", field({ allOf: [{ format: "password" }, { default: secret }] }), {}],
  [
    "a reference beside it",
    field({ format: "password", allOf: [ref] }),
    { Pin: { type: "string", enum: [secret] } },
  ],
  ["what refers to it", field({ ...ref, default: secret }), { Pin: { type: "string", format: "password" } }],
  ["a nullable one", field({ type: "string", nullable: true, format: "password", default: secret }), {}],
  ["an example of the whole", { ...field({ format: "password" }), examples: [{ pin: secret }] }, {}],
  [
    "a definition of its own",
    {
      ...field({ allOf: [{ $ref: "#/$defs/a~1b" }], default: secret }),
      $defs: { "a/b": { writeOnly: true } },
    },
    {},
  ],
  [
    "a definition of an older draft",
    {
      ...field({ allOf: [{ $ref: "#/definitions/Key" }], default: secret }),
      definitions: { Key: { format: "password" } },
    },
    {},
  ],
  ["a default of a list", field({ type: "array", items: { format: "password" }, default: [secret] }), {}],
])("no secret stands in the schema that is shown, by %s", (_, Input, others) => {
  const schema = shown(Input, others);
  expect(JSON.stringify(schema)).not.toContain(secret);
  expect(schema).toMatchObject({ properties: { size: { enum: ["s", "m"] } } });
});

test("what is no secret keeps its default, whatever it is called", () => {
  const Input = field({
    type: "string",
    default: "plain",
    examples: ["a"],
    properties: { default: { const: 1 } },
  });
  expect(shown(Input)).toMatchObject({
    properties: { pin: { default: "plain", examples: ["a"], properties: { default: { const: 1 } } } },
  });
  const beside = {
    type: "object",
    properties: { pin: { format: "password" }, default: { default: "plain" } },
  };
  expect(shown(beside)).toMatchObject({ properties: { default: { default: "plain" } } });
});

test("a schema that refers to itself comes to an end", () => {
  const Input = field({ format: "password", ...ref });
  expect(shown(Input, { Pin: { ...ref, anyOf: [ref], default: secret } })).not.toBeNull();
  expect(shownInputSchema({ openapiSchema: null })).toBeNull();
});
