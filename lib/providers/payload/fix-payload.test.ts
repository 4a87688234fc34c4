import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { english } from "@/lib/contracts/sentences";
import { createPayload } from "./create-payload";
import { fixPayload } from "./fix-payload";
import { fixProposal } from "./fix-proposal";
import { file, files, modelOf, text } from "./model-for-test";
import { anyModel, anyPayload } from "./random-model";
import { validatePayload } from "./validate-payload";

const model = modelOf(
  {
    prompt: text,
    image: file,
    images: files,
    num_inference_steps: { type: "integer", minimum: 1, maximum: 4, default: 4 },
    width: { type: "integer", multipleOf: 8 },
    seed: { type: "integer", exclusiveMinimum: 0 },
    ratio: { type: "string", enum: ["1:1", "16:9"], default: "1:1" },
    size: { enum: [512, 768], type: "integer", default: 512 },
    strict: { type: "boolean" },
  },
  { required: ["prompt"] },
);
const fixed = (payload: JsonObject) => fixPayload({ prompt: "a", ...payload }, model).payload;

test.each<[JsonObject, JsonObject]>([
  [{ num_inference_steps: 50 }, { num_inference_steps: 4 }],
  [{ num_inference_steps: "50" }, { num_inference_steps: 4 }],
  [{ num_inference_steps: 2.4 }, { num_inference_steps: 2 }],
  [{ width: 515 }, { width: 512 }],
  [{ seed: 0 }, { seed: 1 }],
  [{ ratio: "16x9" }, { ratio: "16:9" }],
  [{ ratio: "4:3" }, { ratio: "1:1" }],
  [{ size: "700" }, { size: 768 }],
  [{ strict: null }, {}],
  [{ strict: "True" }, { strict: true }],
  [{ strict: "False" }, { strict: false }],
  [{ image: ["https://a.example/b.png"] }, { image: "https://a.example/b.png" }],
  [{ images: "https://a.example/b.png" }, { images: ["https://a.example/b.png"] }],
  [{ zzz: 1 }, {}],
  [{ numInferenceSteps: 2 }, { num_inference_steps: 2 }],
])("%j becomes %j", (before, after) => {
  expect(fixed(before)).toEqual({ prompt: "a", ...after });
});

test("each change says what and why", () => {
  expect(fixPayload({ prompt: "a", num_inference_steps: 50, zzz: 1 }, model).changes.map(english)).toEqual([
    "num_inference_steps set to 4: num_inference_steps is 50; the most this model takes is 4.",
    "zzz left out (it was 1): zzz is not an input of this model, which may ignore it.",
  ]);
});

test("a value that was changed needs a person's word, one that only took another form does not", () => {
  const confirmed = (payload: JsonObject) =>
    fixPayload({ prompt: "a", ...payload }, model).toConfirm.map(({ pointer, issue }) => [pointer, issue]);
  expect(confirmed({ num_inference_steps: 50 })).toEqual([
    ["/num_inference_steps", "num_inference_steps is 50; the most this model takes is 4. It was set to 4."],
  ]);
  expect(confirmed({ ratio: "4:3" })).toHaveLength(1);
  expect(confirmed({ size: "512", ratio: "16x9", strict: null, zzz: 1, seed: "3", width: "512" })).toEqual(
    [],
  );
  expect(confirmed({ images: "https://a.example/b.png" })).toEqual([]);
});

test("words and files are never touched, and the payload given stays as it is", () => {
  const payload = { prompt: "a", image: "cat.png", picture: "https://a.example/b.png", steps: 1 };
  expect(fixPayload(payload, model).payload).toEqual({
    prompt: "a",
    image: "cat.png",
    picture: "https://a.example/b.png",
  });
  expect(payload.steps).toBe(1);
});

test("the words of the request are never traded for a choice", () => {
  const choice = modelOf({ prompt: { type: "string", enum: ["modern", "rustic"], default: "modern" } });
  expect(fixPayload({ prompt: "a quay" }, choice).payload).toEqual({ prompt: "a quay" });
});

test("words are not put where only a choice may stand, and a list of choices is left alone", () => {
  const files = { type: "array", items: text, enum: ["https://a.example/b.png"], default: "", minItems: 2 };
  const words = { type: "array", items: { type: "string", enum: ["modern", "rustic"] } };
  for (const choice of [files, words]) {
    const request = { prompt: "hi there", attachments: [], model: modelOf({ text: choice }) };
    expect(fixProposal(createPayload(request), request)).toMatchObject({ payload: {}, changes: [] });
  }
});

test("a default that does not fit either is no fix", () => {
  const odd = modelOf({ list: { type: "array", items: text, enum: [["a", "b"]], default: "", minItems: 2 } });
  expect(fixPayload({ list: ["c"] }, odd)).toMatchObject({ payload: { list: ["c"] }, changes: [] });
});

test("the model's demo file is no default for what is missing", () => {
  const demo = modelOf(
    { prompt: text, image: { ...file, default: "https://a.example/demo.png" } },
    { required: ["image"] },
  );
  expect(fixPayload({ prompt: "a" }, demo).payload).toEqual({ prompt: "a" });
});

test("a prompt left over is put into the field that is surely meant for it", () => {
  const speech = modelOf({ text, speaker: file }, { required: ["speaker"], example: { text: "old" } });
  const request = {
    prompt: "hello",
    attachments: [{ url: "https://a.example/me.wav" }],
    model: speech,
  };
  const proposal = createPayload(request);
  expect(proposal.payload.text).toBe("old");
  const fixed = fixProposal(proposal, request);
  expect(fixed).toMatchObject({
    payload: { text: "hello", speaker: "https://a.example/me.wav" },
    issues: [],
  });
  expect(fixed.changes.map(english)).toEqual(["The prompt put in text: an optional field named for text."]);
  const list = { ...request, attachments: [], model: modelOf({ texts: { type: "array", items: text } }) };
  expect(fixProposal(createPayload(list), list).payload).toEqual({ texts: ["hello"] });
});

test.each<[string, Record<string, JsonObject>, JsonObject, Json]>([
  [
    "a conversation keeps how it is set up and asks anew",
    { messages: { type: "array", items: { type: "object" } } },
    {
      messages: [
        { role: "system", content: "Be brief." },
        { role: "user", content: "Who?" },
      ],
    },
    {
      messages: [
        { role: "system", content: "Be brief." },
        { role: "user", content: "hello" },
      ],
    },
  ],
  [
    "a list that is written as text stays one",
    { texts: text },
    { texts: '["one two", "three"]' },
    { texts: '["hello"]' },
  ],
])("%s", (_, inputs, example, after) => {
  const request = {
    prompt: "hello",
    attachments: [],
    model: modelOf(inputs, { example }),
  };
  const proposal = createPayload(request);
  expect(proposal.payload).toEqual(example);
  expect(fixProposal(proposal, request)).toMatchObject({ payload: after, issues: [] });
});

test("whatever the model, fixing never throws, never leaves more issues, and twice changes nothing more", () => {
  fc.assert(
    fc.property(anyModel, anyPayload, (odd, payload) => {
      const once = fixPayload(payload, odd);
      const issues = (of: JsonObject) => validatePayload(of, odd).length;
      expect(issues(once.payload)).toBeLessThanOrEqual(issues(payload));
      const twice = fixPayload(once.payload, odd);
      expect(twice).toEqual({ payload: once.payload, fixed: [], changes: [], toConfirm: [] });
    }),
    { numRuns: 150 },
  );
});

test("whatever the request, fixing its proposal twice changes nothing more", () => {
  const attachments = fc.array(
    fc.constantFrom({ url: "https://a.example/b.png" }, { url: "https://a.example/c.mp3", field: "a" }),
    { maxLength: 3 },
  );
  fc.assert(
    fc.property(anyModel, anyPayload, attachments, (odd, exampleInput, given) => {
      const request = { prompt: "hi there", attachments: given, model: { ...odd, exampleInput } };
      const proposal = createPayload(request);
      const once = fixProposal(proposal, request);
      const twice = fixProposal({ ...once, confidence: proposal.confidence }, request);
      expect(twice.payload).toEqual(once.payload);
      expect(twice.changes).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test("an address that is only written in other letters is no change that needs a person's word", () => {
  const url = "https://a.example/ä b.png";
  const request = { prompt: "a", attachments: [{ url }], model };
  const { payload, toConfirm, issues } = fixProposal(createPayload(request), request);
  expect(payload.image).toBe("https://a.example/%C3%A4%20b.png");
  expect([toConfirm, issues]).toEqual([[], []]);
});
