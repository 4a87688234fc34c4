import fc from "fast-check";
import { expect, test } from "vitest";
import { edit } from "@/components/text/en/edit";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { file, modelOf } from "@/lib/providers/payload/model-for-test";
import { anyPayload } from "@/lib/providers/payload/random-model";
import { shownInputSchema } from "@/lib/providers/payload/shown-schema";
import { findingsOf } from "@/lib/providers/payload/validate-payload";
import { checkPayload } from "./check-payload";

const number = fc.constantFrom<Json[]>(-5, 0, 1, 2.5, 4, 9, 60);
const among = (...schemas: JsonObject[]) => fc.constantFrom(...schemas);

/** Inputs as models have them, of the kinds for which the form has a control of its own. */
const anyInput = fc.oneof(
  fc.record({ type: fc.constantFrom("integer", "number") }),
  fc
    .record(
      {
        type: fc.constantFrom<Json[]>("integer", "number", ["number", "null"]),
        minimum: number,
        maximum: number,
        exclusiveMinimum: number,
        exclusiveMaximum: number,
        multipleOf: fc.constantFrom<Json[]>(0.5, 2, 3),
      },
      { requiredKeys: ["type"] },
    )
    .map((input): JsonObject => input),
  among(
    { type: "string", minLength: 2 },
    { type: "string", maxLength: 4, nullable: true },
    { type: "boolean" },
    { enum: ["a", 7, null] },
    { const: "a" },
    { anyOf: [{ type: "string" }, { type: "null" }] },
    { allOf: [{ type: "integer" }], maximum: 5 },
    file,
    { type: "array", items: file },
  ),
);

const drawn = fc.record({
  inputs: fc.dictionary(fc.constantFrom("a", "b", "prompt", "numSteps"), anyInput, {
    minKeys: 1,
    maxKeys: 4,
  }),
  required: fc.array(fc.constantFrom("a", "b", "prompt"), { maxLength: 2 }),
  payload: anyPayload,
});

const noText = (value: Json | undefined) => value === "" || value === undefined;

test("what the form says of a field, the server says too, and the other way round", () => {
  fc.assert(
    fc.property(drawn, ({ inputs, required, payload }) => {
      const model = modelOf(inputs, { required: required.filter((name) => name in inputs) });
      const schema = shownInputSchema(model);
      const form = checkPayload(schema, payload, edit.problem).map(({ key }) => key);
      const server = findingsOf(payload, model)
        .map(({ issue }) => issue)
        .filter(({ severity, said }) => severity === "error" || said?.code === "unknown_key")
        .map(({ pointer, field }) => field ?? pointer?.split("/")[1] ?? "")
        // Of an emptied text the form asks more: nobody empties what is needed on purpose.
        .filter((key) => !noText(payload[key]));
      const others = form.filter((key) => !noText(payload[key]));
      expect(new Set(others)).toEqual(new Set(server));
    }),
    { numRuns: 200 },
  );
});
