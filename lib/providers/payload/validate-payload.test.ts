import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonObject } from "@/lib/contracts/json";
import { computingTime } from "@/lib/testing/computing-time";
import { file, modelOf, text } from "./model-for-test";
import { validatePayload } from "./validate-payload";

const model = modelOf(
  {
    prompt: text,
    image: file,
    num_inference_steps: { type: "integer", minimum: 1, maximum: 4, default: 4 },
    ratio: { allOf: [{ $ref: "#/components/schemas/ratio" }], default: "1:1" },
    size: { enum: [512, 768], type: "integer", default: 512 },
    seed: { type: "integer", nullable: true, maximum: 10 },
    strict: { type: "boolean" },
    guidance: { anyOf: [{ type: "number", maximum: 20 }, { type: "null" }] },
  },
  { required: ["prompt"], schemas: { ratio: { type: "string", enum: ["1:1", "16:9"] } } },
);
const issuesOf = (payload: JsonObject) => validatePayload({ prompt: "a", ...payload }, model);

test("a payload that fits has no issues", () => {
  expect(issuesOf({ image: "https://a.example/b.png", ratio: "16:9", seed: null, guidance: 3 })).toEqual([]);
  expect(issuesOf({ image: "data:image/png;base64,AAAA", guidance: null })).toEqual([]);
});

test.each<[JsonObject, string, string, string | null, boolean]>([
  [
    { num_inference_steps: 50 },
    "/num_inference_steps",
    "num_inference_steps is 50; the most this model takes is 4.",
    "Use 4.",
    true,
  ],
  [{ ratio: "4:3" }, "/ratio", 'ratio is "4:3"; this model takes only: "1:1", "16:9".', 'Use "1:1".', true],
  [{ size: "512" }, "/size", 'size is the text "512"; it must be the number 512.', "Use 512.", true],
  [{ strict: "yes" }, "/strict", 'strict is the text "yes"; it must be true or false.', null, false],
  [
    { image: "cat.png" },
    "/image",
    'image is "cat.png"; it must be a web address or a data: URI.',
    null,
    false,
  ],
  [{ seed: 11 }, "/seed", "seed is 11; the most this model takes is 10.", "Use 10.", true],
  [{ guidance: 30 }, "/guidance", "guidance is 30; the most this model takes is 20.", "Use 20.", true],
  [{ strict: null }, "/strict", "strict is empty; it must be true or false.", "Leave it out.", true],
])("%j is told at %s as: %s", (payload, pointer, issue, suggestedFix, autoFixable) => {
  expect(issuesOf(payload)).toMatchObject([
    {
      pointer,
      field: pointer.slice(1),
      issue,
      severity: "error",
      suggested_fix: suggestedFix,
      auto_fixable: autoFixable,
    },
  ]);
});

test("a fix goes along for a machine to apply, unless it is as long as a payload", () => {
  expect(issuesOf({ seed: 11 })[0]?.fix).toEqual({ set: 10 });
  expect(issuesOf({ strict: null })[0]?.fix).toEqual({ remove: true });
  expect(issuesOf({ strict: "yes" })[0]).not.toHaveProperty("fix");
});

test("what is required and missing is told at its own place", () => {
  expect(validatePayload({}, model)).toMatchObject([
    { pointer: "/prompt", issue: "prompt is required and missing.", auto_fixable: false },
  ]);
});

test("an unknown key is a warning that names the key that was meant", () => {
  expect(issuesOf({ numInferenceSteps: 2, zzz: 1 })).toMatchObject([
    {
      pointer: "/numInferenceSteps",
      severity: "warning",
      suggested_fix: "Use num_inference_steps.",
      auto_fixable: true,
    },
    { pointer: "/zzz", severity: "warning", suggested_fix: "Leave it out.", auto_fixable: true },
  ]);
});

test("the words of the request are never traded for a default", () => {
  const choice = modelOf({ prompt: { type: "string", enum: ["modern", "rustic"], default: "modern" } });
  const [issue] = validatePayload({ prompt: "a quay" }, choice);
  expect(issue).toMatchObject({ auto_fixable: false, suggested_fix: "Choose one of these." });
});

test("without a schema, or with a broken one, it says that nothing was checked", () => {
  expect(validatePayload({}, modelOf(null))).toMatchObject([{ severity: "info" }]);
  const broken = modelOf({ a: { type: "nonsense", minimum: "x" } });
  expect(validatePayload({ a: 1 }, broken)).toMatchObject([{ severity: "warning" }]);
});

test("a pattern in a request's schema is not run, for it could run for ever", () => {
  const trap = modelOf({ prompt: { type: "string", pattern: "^(a+)+$" } });
  expect(validatePayload({ prompt: `${"a".repeat(40)}!` }, trap)).toEqual([]);
});

test("a large data: URI is checked in no time", () => {
  const image = `data:image/png;base64,${"A".repeat(900_000)}`;
  expect(computingTime(() => expect(issuesOf({ image })).toEqual([]))).toBeLessThan(10_000);
});

test("a file that stands under an unknown key would be lost, which is an error", () => {
  expect(issuesOf({ picture: "https://a.example/b.png" })).toMatchObject([
    { pointer: "/picture", severity: "error", auto_fixable: false },
  ]);
});

test.each([
  ["https://a.example/song.mp3", "image wants a picture, and this is sound."],
  ["data:audio/mpeg;base64,AAAA", "image wants a picture, and this is sound."],
  ["https://a.example/film.mp4", "image wants a picture, and this is a video."],
])("%s in a field for pictures is of the wrong kind", (image, issue) => {
  expect(issuesOf({ image })).toMatchObject([{ pointer: "/image", severity: "error", issue }]);
});

test("what the example has in a field is of the right kind there", () => {
  const shown = { ...model, exampleInput: { image: "https://a.example/demo.mp4" } };
  expect(validatePayload({ prompt: "a", image: "https://a.example/mine.mp4" }, shown)).toEqual([]);
});

test.each([
  "http://localhost:3000/a.png",
  "http://127.0.0.1/a.png",
  "http://2130706433/a.png",
  "https://10.1.2.3/a.png",
  "https://172.31.0.1/a.png",
  "https://192.168.1.1/a.png",
  "http://169.254.169.254/latest/meta-data",
  "http://[::1]/a.png",
  "http://[fd00::1]/a.png",
  "http://[fe80::1]/a.png",
  "http://[::ffff:10.0.0.1]/a.png",
  "https://nas/a.png",
  "https://nas.local/a.png",
  "ftp://a.example/a.png",
  "file:///etc/passwd",
])("%s cannot be fetched by a provider", (image) => {
  const found = issuesOf({ image }).filter(({ issue }) => issue.includes("cannot be fetched"));
  expect(found).toMatchObject([{ pointer: "/image", severity: "error" }]);
});

test.each(["https://8.8.8.8/a.png", "https://172.32.0.1/a.png", "http://[2606:4700::1111]/a.png"])(
  "%s is public",
  (image) => {
    expect(issuesOf({ image })).toEqual([]);
  },
);

test("an address in the words of the prompt is no file", () => {
  expect(issuesOf({ prompt: "http://localhost/a.png" })).toEqual([]);
});

test("a key that every object has is a key like any other, and what cannot be compared is an error", () => {
  const odd = (choice: JsonObject | string) => modelOf({ a: { enum: [choice] } });
  for (const choice of ["x", { toString: 1 }])
    expect(validatePayload({ a: { toString: "" } }, odd(choice))).toMatchObject([{ pointer: "/a" }]);
  expect(validatePayload({ a: { toString: "" } }, odd({ toString: "" }))).toEqual([]);
  const unique = modelOf({ a: { type: "array", uniqueItems: true } });
  expect(validatePayload({ a: [{ toString: "" }, { toString: 1 }] }, unique)).toMatchObject([
    { severity: "error", issue: "This payload cannot be checked against the model's schema." },
  ]);
});

test("no schema is odd enough to throw", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (schema) => {
      const openapiSchema = JSON.parse(
        JSON.stringify({ components: { schemas: { Input: { type: "object", properties: { a: schema } } } } }),
      );
      expect(() => validatePayload({ a: 1 }, { ...modelOf(null), openapiSchema })).not.toThrow();
    }),
  );
});

test("a key that a pattern allows is not refused, nor taken for unknown", () => {
  const schemas = (more: JsonObject) => ({
    ...modelOf(null),
    openapiSchema: {
      components: { schemas: { Input: { type: "object", properties: { prompt: text }, ...more } } },
    },
  });
  const strict = { additionalProperties: false, patternProperties: { "^lora_\\d+$": { type: "number" } } };
  expect(validatePayload({ prompt: "a", lora_1: 0.5 }, schemas(strict))).toEqual([]);
  expect(validatePayload({ prompt: "a", lora_1: "x" }, schemas(strict))).toMatchObject([
    { pointer: "/lora_1" },
  ]);
  const [refused] = validatePayload({ prompt: "a", other: 1 }, schemas(strict));
  expect(refused).toMatchObject({ severity: "error" });
  const hard = { additionalProperties: false, patternProperties: { "^(a+)+$": { type: "number" } } };
  expect(validatePayload({ prompt: "a", [`${"a".repeat(40)}!`]: 1 }, schemas(hard))).toEqual([]);
  expect(validatePayload({ prompt: "a", b: 1 }, schemas({ additionalProperties: true }))).toEqual([]);
});

test("draft 2020-12 is not read as an older draft", () => {
  const pair = { type: "array", prefixItems: [text, { type: "integer" }], items: false };
  const older = { type: "array", items: [text, { type: "integer" }], additionalItems: false };
  for (const two of [pair, older]) {
    const tuple = modelOf({ two });
    expect(validatePayload({ two: ["a", 1] }, tuple)).toEqual([]);
    expect(validatePayload({ two: [1, 1] }, tuple)).toMatchObject([{ pointer: "/two/0" }]);
    expect(validatePayload({ two: ["a", 1, 2] }, tuple)).toMatchObject([{ pointer: "/two" }]);
  }
  const needs = { type: "object", dependentRequired: { a: ["b"] } };
  expect(validatePayload({ o: { a: 1 } }, modelOf({ o: needs }))).toMatchObject([{ severity: "error" }]);
  const Input = {
    $defs: { Size: { type: "integer", maximum: 4 } },
    type: "object",
    properties: { size: { $ref: "#/$defs/Size" } },
  };
  const own = { ...modelOf(null), openapiSchema: { components: { schemas: { Input } } } };
  expect(validatePayload({ size: "9" }, own)).toMatchObject([{ pointer: "/size", suggested_fix: "Use 4." }]);
});

test("what every object inherits was not given", () => {
  const odd = modelOf({ constructor: text, toString: text }, { required: ["constructor", "toString"] });
  expect(validatePayload({}, odd).map(({ pointer }) => pointer)).toEqual(["/constructor", "/toString"]);
});

test.each<[string, JsonObject, JsonObject, string | null]>([
  [
    "a text in a list",
    { a: { type: "array", items: { type: "integer", maximum: 50 } } },
    { a: ["99"] },
    "Use 50.",
  ],
  ["a default that is refused itself", { a: { type: "integer", maximum: 50, default: 99 } }, {}, null],
  ["a multiple over the most", { a: { type: "integer", multipleOf: 32, maximum: 50 } }, { a: 50 }, "Use 32."],
  [
    "a most that is no multiple",
    { a: { type: "integer", multipleOf: 8, maximum: 50 } },
    { a: 99 },
    "Use 48.",
  ],
  [
    "a least that is no multiple",
    { a: { type: "integer", multipleOf: 8, minimum: 50 } },
    { a: 3 },
    "Use 56.",
  ],
  ["a choice beside a most", { a: { type: "integer", enum: [10, 99], maximum: 50 } }, { a: 98 }, null],
])("no value is advised that would be refused in its turn: %s", (_, inputs, payload, advice) => {
  const narrow = modelOf(inputs as Record<string, JsonObject>, { required: ["a"] });
  const [issue] = validatePayload(payload, narrow);
  expect(issue?.suggested_fix).toBe(advice);
  expect(issue?.auto_fixable).toBe(advice !== null);
});

test.each([
  ["https://bücher.example/ä b.png", "https://xn--bcher-kva.example/%C3%A4%20b.png"],
  [
    "https://пример.example/кот.png?имя=1",
    "https://xn--e1afmkfd.example/%D0%BA%D0%BE%D1%82.png?%D0%B8%D0%BC%D1%8F=1",
  ],
  [" https://a.example/b[1]|2.png?x=100%", "https://a.example/b%5B1%5D%7C2.png?x=100%25"],
])("the address %s is not refused without a way to write it", (image, plain) => {
  expect(issuesOf({ image })).toMatchObject([{ pointer: "/image", auto_fixable: true, fix: { set: plain } }]);
  expect(issuesOf({ image: plain })).toEqual([]);
});
