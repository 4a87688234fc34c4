import fc from "fast-check";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { modelOf } from "./model-for-test";

/** Values as payloads have them: addresses, numbers as texts, nothings. */
export const anyValue: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json[]>(null, true, 0, 7, -3, 2.5, 99, "", "5", "a", "16x9", "some words here"),
  fc.constantFrom<Json[]>("https://a.example/b.png", "data:image/png;base64,AAAA", "http://localhost/x.mp3"),
  fc.array(fc.constantFrom<Json[]>("a", 1, "https://a.example/c.wav"), { maxLength: 3 }),
  fc.jsonValue({ maxDepth: 2 }).map((value): Json => JSON.parse(JSON.stringify(value))),
);

const name = fc.constantFrom(
  "a",
  "b",
  "prompt",
  "text",
  "image",
  "numSteps",
  "num_steps",
  "__proto__",
  "toString",
);

export const anyPayload: fc.Arbitrary<JsonObject> = fc.dictionary(name, anyValue, { maxKeys: 5 });

const limit = fc.option(fc.integer({ min: -5, max: 60 }), { nil: undefined });

/** A field's schema, now and then one that nothing can satisfy. */
const anyField: fc.Arbitrary<JsonObject> = fc
  .record(
    {
      type: fc.constantFrom("string", "integer", "number", "boolean", "array", "object", "nonsense"),
      format: fc.constantFrom("uri", "date", "password"),
      enum: fc.array(anyValue, { maxLength: 3 }),
      default: anyValue,
      minimum: limit,
      maximum: limit,
      exclusiveMinimum: fc.oneof(limit, fc.boolean()),
      multipleOf: fc.integer({ min: 1, max: 9 }),
      maxLength: fc.integer({ min: 0, max: 5 }),
      minItems: fc.integer({ min: 0, max: 3 }),
      nullable: fc.boolean(),
      items: fc.constantFrom<JsonObject[]>({ type: "string" }, { type: "string", format: "uri" }, {}),
      anyOf: fc.constantFrom<Json[]>([{ type: "string" }, { type: "null" }], [{ type: "integer" }], []),
    },
    { requiredKeys: [] },
  )
  .map((field): JsonObject => JSON.parse(JSON.stringify(field)));

/** A model with any inputs, consistent or not. */
export const anyModel = fc
  .record({
    inputs: fc.dictionary(name, fc.oneof(anyField, anyField, fc.constant({})), { maxKeys: 5 }),
    required: fc.array(name, { maxLength: 2 }),
    example: anyPayload,
  })
  .map(({ inputs, ...parts }) => modelOf(inputs, parts));
