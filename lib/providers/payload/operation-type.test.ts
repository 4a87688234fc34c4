import { expect, test } from "vitest";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { file, files, modelOf, text } from "./model-for-test";
import { operationTypeOf } from "./operation-type";

const number: JsonObject = { type: "number" };
const steps: JsonObject = { type: "integer" };

test.each<[string, Record<string, JsonObject>, JsonObject, string, string]>([
  [
    "text in, a file out",
    { prompt: text, width: steps, num_inference_steps: steps },
    file,
    "image_generation",
    "",
  ],
  ["frames to make", { prompt: text, num_frames: steps, width: steps }, file, "video_generation", ""],
  ["a voice to choose", { text, voice: text }, file, "audio_generation", ""],
  [
    "a choice of file formats",
    { prompt: text, output_format: { type: "string", default: "mp3" } },
    file,
    "audio_generation",
    "",
  ],
  ["pieces of text out", { prompt: text }, { type: "array", items: text }, "text_generation", ""],
  [
    "lists of numbers out",
    { text },
    { type: "array", items: { type: "array", items: number } },
    "embedding",
    "",
  ],
  [
    "labels with scores out",
    { image: file },
    { type: "array", items: { type: "object", properties: { label: text, score: number } } },
    "classification",
    "",
  ],
  [
    "a named file out",
    { prompt: text },
    { type: "object", properties: { audio_out: file } },
    "audio_generation",
    "",
  ],
])("%s", (_, inputs, output, operation) => {
  expect(operationTypeOf(modelOf(inputs, { output }))).toBe(operation);
});

test("a picture in and a picture out is editing, be it required or only shown", () => {
  expect(operationTypeOf(modelOf({ image: file }, { required: ["image"], output: file }))).toBe(
    "image_editing",
  );
  const shown = { example: { prompt: "x", image: "https://a.example/b.jpg" }, output: files };
  expect(operationTypeOf(modelOf({ prompt: text, image: file }, shown))).toBe("image_editing");
  expect(operationTypeOf(modelOf({ prompt: text, image: file }, { output: files }))).toBe("image_generation");
});

test.each<[Json, string]>([
  [["https://a.example/b.webp"], "image_generation"],
  ["https://a.example/b.mp4", "video_generation"],
  [{ out: "https://a.example/b.wav" }, "audio_generation"],
  ["https://a.example/b.zip", "other"],
  [[["n02123597", "Siamese_cat", 0.88]], "classification"],
  ["{'female': 0.001602, 'male': 0.998398}", "classification"],
  [[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8], "embedding"],
  ["Some words.", "text_generation"],
])("a real output of %j decides where the schema is silent", (exampleOutput, operation) => {
  expect(operationTypeOf({ ...modelOf({ data: text }, { output: {} }), exampleOutput })).toBe(operation);
});

test.each<[JsonObject, string, string]>([
  [{ image: "https://a.example/b.png", prompt: "What is on the table?" }, "", "text_generation"],
  [{ image: "https://a.example/b.png", prompt: "Describe it in detail." }, "", "text_generation"],
  [{ image: "https://a.example/b.png", prompt: "a quay at night" }, "", "image_editing"],
  [{ tts_text: "Hello there" }, "Speech synthesis with language models", "audio_generation"],
  [{ text: "How are you?" }, "Clones a voice", "audio_generation"],
  [{ topic: "the weather" }, "", "text_generation"],
  [{ text: "the weather" }, "Makes pictures of it", "image_generation"],
  [{ video: "https://a.example/b.mp4", output_video: true }, "Adds captions", "video_generation"],
])("without a schema %j (%s) is %s", (exampleInput, description, operation) => {
  expect(operationTypeOf({ ...modelOf(null), exampleInput, description })).toBe(operation);
});

test("the weights a training gives out are no picture", () => {
  const output: JsonObject = { type: "object", properties: { weights: file, version: text } };
  const training = modelOf({ input_images: file, steps }, { required: ["input_images"], output });
  expect(
    operationTypeOf({ ...training, exampleOutput: { weights: "https://a.example/b.safetensors" } }),
  ).toBe("other");
});

test.each<[string, string, Record<string, JsonObject>, string[], string]>([
  [
    "a face is put into a film",
    "Swaps a face",
    { video: file, image: file },
    ["video", "image"],
    "video_generation",
  ],
  ["a picture becomes a film", "image-to-video", { image: file }, ["image"], "video_generation"],
  [
    "a film becomes sound",
    "video-to-audio for silent videos",
    { video: file },
    ["video"],
    "audio_generation",
  ],
  ["sound becomes a picture", "audio2image", { audio: file, text }, ["audio"], "image_generation"],
  [
    "a waveform is drawn",
    "Waveform of a podcast",
    { audio: file, title: text },
    ["audio"],
    "video_generation",
  ],
  ["captions are burnt in", "Adds captions to it", { audio: file }, ["audio"], "video_generation"],
  ["a portrait talks", "Makes a portrait talk", { image: file, text }, ["image"], "video_generation"],
  ["somebody dances", "Makes anybody dance", { image: file }, ["image"], "video_generation"],
  ["a 3D photo", "3D photo inpainting", { image: file }, ["image"], "video_generation"],
])("a file is not taken for what only went in: %s", (_, description, inputs, required, operation) => {
  expect(operationTypeOf({ ...modelOf(inputs, { required, output: file }), description })).toBe(operation);
});

test("an output that is called a plain text is a file where the settings are those of pictures", () => {
  const settings = { prompt: text, width: steps, num_inference_steps: steps };
  expect(operationTypeOf(modelOf(settings, { output: text }))).toBe("image_generation");
  expect(operationTypeOf(modelOf({ ...settings, max_new_tokens: steps }, { output: text }))).toBe(
    "text_generation",
  );
});
