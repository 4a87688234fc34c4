import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonObject } from "@/lib/contracts/json";
import { createPayload } from "./create-payload";
import { file, files, modelOf, text } from "./model-for-test";
import { requestIssues } from "./request-issues";

const demo = (name: string) => `https://replicate.delivery/demo/${name}`;
const mine = (name: string) => `https://mine.example/${name}`;
const propose = (model: ReturnType<typeof modelOf>, ...urls: (string | { url: string; field?: string })[]) =>
  createPayload({
    prompt: "a quay",
    attachments: urls.map((url) => (typeof url === "string" ? { url } : url)),
    model,
  });

test("the prompt stands in the field named prompt and the rest is as in the example", () => {
  const model = modelOf(
    { title: text, prompt: text, steps: { type: "integer" } },
    { required: ["title", "prompt"], example: { title: "t", prompt: "old", steps: 4 } },
  );
  expect(propose(model)).toEqual({
    payload: { title: "t", prompt: "a quay", steps: 4 },
    placements: [{ pointer: "/prompt", source: "prompt", rule: "the field named prompt", confidence: 1 }],
    confidence: 1,
    issues: [],
  });
});

test("without a field named prompt it is the first required text, choices and addresses passed over", () => {
  const model = modelOf(
    { voice: { type: "string", enum: ["a", "b"] }, speaker: file, language: text, script: text },
    { required: ["voice", "speaker", "script"], example: { speaker: demo("a.wav"), language: "en" } },
  );
  expect(propose(model, mine("b.wav")).payload.script).toBe("a quay");
});

test("an optional field is no place of its own: the proposal leaves it alone and says where it may be", () => {
  const model = modelOf({ negative_prompt: text, system_prompt: text, positive_prompt: text });
  const { payload, confidence, issues } = propose(model);
  expect(payload).toEqual({});
  expect(confidence).toBe(0.9);
  expect(issues).toMatchObject([
    {
      pointer: "/positive_prompt",
      severity: "error",
      suggested_fix: "Put the prompt in positive_prompt.",
      auto_fixable: true,
    },
  ]);
});

test("where only a vague field may take the prompt a person is asked", () => {
  const { issues, confidence } = propose(modelOf({ audio: file, initial_prompt: text }), mine("a.mp3"));
  expect(issues).toMatchObject([{ pointer: "/initial_prompt", severity: "error", auto_fixable: false }]);
  expect(confidence).toBe(0.6);
});

test("a model that takes no text is right without the prompt, and says so in a warning", () => {
  const model = modelOf({ image: file, scale: { type: "number" } }, { required: ["image"] });
  const { payload, confidence, issues } = propose(model, mine("a.png"));
  expect(payload).toEqual({ image: mine("a.png") });
  expect(confidence).toBe(0.9);
  expect(issues).toMatchObject([
    {
      field: "prompt",
      severity: "warning",
      issue: "This model takes no text, so the prompt is not sent. It takes image, scale.",
    },
  ]);
});

test("one picture for a model that showed two is the main one, unless it is called otherwise", () => {
  const model = modelOf(
    { prompt: text, mask: file, image: file },
    { example: { image: demo("i.png"), mask: demo("m.png") } },
  );
  expect(propose(model, mine("a.png")).payload).toEqual({ prompt: "a quay", image: mine("a.png") });
  expect(propose(model, mine("the-mask.png")).payload).toEqual({
    prompt: "a quay",
    mask: mine("the-mask.png"),
  });
});

test("a model without a schema is read from its example", () => {
  const model = modelOf(null, { example: { text: "hello there", audio: demo("a.mp3") } });
  expect(propose(model, mine("b.mp3")).payload).toEqual({ text: "a quay", audio: mine("b.mp3") });
});

test("attachments stand where the example had its own, in the order of the schema", () => {
  const model = modelOf(
    { prompt: text, mask: file, image: file },
    { example: { image: demo("i.png"), mask: demo("m.png"), prompt: "old" } },
  );
  expect(propose(model, mine("1.png"), mine("2.png")).payload).toEqual({
    prompt: "a quay",
    mask: mine("1.png"),
    image: mine("2.png"),
  });
});

test("an attachment goes to the place of its kind", () => {
  const model = modelOf(
    { prompt: text, image: file, audio: file },
    { example: { image: demo("i.png"), audio: demo("a.wav") } },
  );
  const { payload } = propose(model, mine("song.mp3"));
  expect(payload).toEqual({ prompt: "a quay", audio: mine("song.mp3") });
});

test("a list takes as many attachments as are given, the example's own are gone", () => {
  const model = modelOf(
    { prompt: text, images: files },
    { example: { images: [demo("1.png"), demo("2.png")] } },
  );
  expect(propose(model, mine("a.png")).payload.images).toEqual([mine("a.png")]);
  const three = propose(model, mine("a.png"), mine("b.png"), mine("c.png"));
  expect(three.payload.images).toEqual([mine("a.png"), mine("b.png"), mine("c.png")]);
  expect(three.placements.map((placement) => placement.pointer)).toEqual([
    "/prompt",
    "/images/0",
    "/images/1",
    "/images/2",
  ]);
});

test("a placement names where the attachment came to lie after the list closed up", () => {
  const model = modelOf(
    { prompt: text, inputs: files },
    { example: { inputs: [demo("a.mp3"), demo("b.png")] } },
  );
  const { payload, placements } = propose(model, mine("x.png"));
  expect(payload.inputs).toEqual([mine("x.png")]);
  expect(placements.at(-1)?.pointer).toBe("/inputs/0");
});

test("a model whose example has no file takes the attachment in its file field", () => {
  const model = modelOf({ prompt: text, mask: file, image: file, audio: file });
  expect(propose(model, mine("a.png")).payload).toEqual({ prompt: "a quay", image: mine("a.png") });
});

test("a field the request names is obeyed", () => {
  const model = modelOf(
    { prompt: text, image: file, mask: file },
    { example: { image: demo("i.png"), mask: demo("m.png") } },
  );
  const { payload } = propose(model, mine("a.png"), { url: mine("m.png"), field: "mask" });
  expect(payload).toEqual({ prompt: "a quay", image: mine("a.png"), mask: mine("m.png") });
});

test("a named field the model does not have, or that is taken, is an error", () => {
  const model = modelOf({ prompt: text, image: file });
  expect(propose(model, { url: mine("a.png"), field: "picture" }).issues).toMatchObject([
    { pointer: "/picture", severity: "error" },
  ]);
  const twice = propose(
    model,
    { url: mine("a.png"), field: "image" },
    { url: mine("b.png"), field: "image" },
  );
  expect(twice.issues).toMatchObject([{ pointer: "/image", severity: "error" }]);
});

test("an attachment without a place is an error, not silence", () => {
  const { issues, confidence } = propose(modelOf({ prompt: text, audio: file }), mine("a.png"));
  expect(issues).toMatchObject([{ field: "attachments", severity: "error" }]);
  expect(confidence).toBe(0);
});

test("the example's own files never leak: an optional field is left out, a required one is an error", () => {
  const model = modelOf(
    { prompt: text, image: file, style: file, extra: { type: "object" } },
    {
      required: ["image"],
      example: { image: demo("i.png"), style: demo("s.png"), extra: { deep: [demo("d.png")], keep: 1 } },
    },
  );
  const { payload, issues } = propose(model);
  expect(payload).toEqual({ prompt: "a quay", extra: { keep: 1 } });
  expect(issues).toMatchObject([{ pointer: "/image", field: "image", severity: "error" }]);
});

test("the addresses of weights are configuration and stay", () => {
  const model = modelOf(
    { prompt: text, hf_lora: text, base: text, image: file },
    {
      example: {
        hf_lora: "https://huggingface.co/a/b",
        base: "https://files.example/base.safetensors?x=1",
        image: demo("i.png"),
      },
    },
  );
  expect(propose(model).payload).toEqual({
    prompt: "a quay",
    hf_lora: "https://huggingface.co/a/b",
    base: "https://files.example/base.safetensors?x=1",
  });
  expect(propose(model, mine("a.png")).payload.image).toBe(mine("a.png"));
});

test("the same attachment twice takes two places", () => {
  const model = modelOf({ prompt: text, image: file, image2: file });
  const { payload } = propose(model, mine("a.png"), mine("a.png"));
  expect(payload).toEqual({ prompt: "a quay", image: mine("a.png"), image2: mine("a.png") });
});

test("no example and no schema is odd enough to throw", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (example, schema) => {
      const openapiSchema = { components: { schemas: { Input: schema, Output: schema } } };
      const model = JSON.parse(
        JSON.stringify({ ...modelOf(null, {}), exampleInput: example, openapiSchema }),
      );
      expect(() => propose(model, mine("a.png"))).not.toThrow();
    }),
  );
});

const shown = (example: Record<string, string | number>) => propose(modelOf(null, { example })).payload;

test("without a schema, data written down as text is no place for words", () => {
  expect(shown({ texts: '["one two", "three four"]' })).toEqual({ texts: '["one two", "three four"]' });
  expect(shown({ CLASSES: "['a mango', 'a lettuce']", words: "a sketch with a pencil" })).toMatchObject({
    words: "a quay",
  });
});

test("without a schema, two words are a choice unless the field's name speaks of text", () => {
  expect(shown({ mode: "plain sight" })).toEqual({ mode: "plain sight" });
  expect(shown({ scene_text: "rocket launches" })).toEqual({ scene_text: "a quay" });
});

test("without a schema, the words that others are made from come first", () => {
  const two = shown({ edited_prompt: "a pink dragon on a beach", original_prompt: "a pink bear on a beach" });
  expect(two).toEqual({ edited_prompt: "a pink dragon on a beach", original_prompt: "a quay" });
});

test("without a schema, settings of a model that is told what to make stand for its prompt", () => {
  expect(shown({ negative_prompt: "blurry", steps: 4 })).toMatchObject({ prompt: "a quay" });
  expect(shown({ scale: 2 })).toEqual({ scale: 2 });
});

test("a face may be filmed, a picture may not", () => {
  const talking = modelOf({ face: file, audio: file }, { required: ["face", "audio"] });
  const { payload, issues } = propose(talking, mine("speech.wav"), mine("me.mp4"));
  expect(payload).toEqual({ face: mine("me.mp4"), audio: mine("speech.wav") });
  expect(issues).toMatchObject([{ severity: "warning" }]);
  expect(propose(modelOf({ face_image: file }), mine("me.mp4")).payload).toEqual({});
});

test("one picture begins a film that could have a beginning and an end", () => {
  const film = modelOf({ prompt: text, last_frame: file, first_frame_image: file }, { required: ["prompt"] });
  expect(propose(film, mine("a.png")).payload).toEqual({
    prompt: "a quay",
    first_frame_image: mine("a.png"),
  });
});

test("the words to be spoken take the prompt, the words of the reference stay", () => {
  const example = { ref_audio: demo("r.wav"), ref_text: "some words here", gen_text: "old words here" };
  const voice = modelOf(
    { ref_audio: file, ref_text: text, gen_text: text },
    { required: ["gen_text"], example },
  );
  expect(propose(voice, mine("me.mp3")).payload).toEqual({
    ref_audio: mine("me.mp3"),
    ref_text: "some words here",
    gen_text: "a quay",
  });
});

test("a picture that is masked already is no mask", () => {
  const example = { mask: demo("m.png"), image: demo("i.png"), masked_image: demo("k.png") };
  const { payload } = propose(modelOf(null, { example }), mine("1.png"), mine("2.png"), mine("3.png"));
  expect(payload).toEqual({ image: mine("1.png"), masked_image: mine("2.png"), mask: mine("3.png") });
});

test.each(["token", "api_key", "hf_token", "replicateApiKey", "password", "secret"])(
  "the prompt never goes into %s, be it the only text a model needs",
  (secret) => {
    const only = propose(modelOf({ [secret]: text, scale: { type: "number" } }, { required: [secret] }));
    expect(only.payload).toEqual({});
    expect(only.issues).toMatchObject([{ field: "prompt" }]);
    const beside = propose(modelOf({ [secret]: text, story: text }, { required: [secret, "story"] }));
    expect(beside.payload).toEqual({ story: "a quay" });
  },
);

test.each<JsonObject>([{ format: "password" }, { writeOnly: true }, { "x-cog-secret": true }])(
  "the prompt never goes into a field that says it is a secret: %j",
  (form) => {
    const key = { ...text, ...form };
    expect(propose(modelOf({ opener: key }, { required: ["opener"] })).payload).toEqual({});
    expect(
      propose(modelOf({ key: { ...text, description: "Your API key" } }, { required: ["key"] })).payload,
    ).toEqual({});
  },
);

test.each<[string, string | undefined]>([
  ["task_type", "caption"],
  ["ops_json", '[["GENERATE", {"a": "b c"}]]'],
  ["batch", '{"one": "two three"}'],
  ["data", undefined],
])("the prompt does not run in silence in %s, which is only half sure to be meant for it", (field, shown) => {
  const example: JsonObject = shown === undefined ? {} : { [field]: shown };
  const model = modelOf({ [field]: text, note: text }, { required: [field], example });
  const request = { prompt: "a quay", attachments: [], model };
  const { payload, issues } = createPayload(request);
  expect(payload).toEqual({ [field]: "a quay" });
  expect(issues).toMatchObject([{ pointer: `/${field}`, severity: "error", auto_fixable: false }]);
  // Whoever moves it, or writes something else there, knew why.
  expect(requestIssues({ [field]: "detect", note: "a quay" }, request)).toEqual([]);
  expect(requestIssues({ note: "a quay" }, request)).toEqual([]);
  expect(requestIssues({}, request)).toMatchObject([{ pointer: `/${field}` }]);
});

test("without a schema, the first written text is half sure only", () => {
  const { issues } = propose(modelOf(null, { example: { words: "a sketch with a pencil" } }));
  expect(issues).toMatchObject([{ pointer: "/words", severity: "error" }]);
});

test("an attachment never goes to a key that the schema does not have any more", () => {
  const model = modelOf(
    { prompt: text, first_image: file },
    { example: { image: demo("i.png"), prompt: "x" } },
  );
  expect(propose(model, mine("a.png"))).toMatchObject({
    payload: { prompt: "a quay", first_image: mine("a.png") },
    issues: [],
  });
  const none = modelOf({ prompt: text }, { example: { image: demo("i.png") } });
  expect(propose(none, mine("a.png"))).toMatchObject({
    payload: { prompt: "a quay" },
    issues: [{ field: "attachments", severity: "error" }],
  });
});
