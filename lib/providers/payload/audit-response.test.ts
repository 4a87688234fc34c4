import { expect, test } from "vitest";
import type { Json } from "@/lib/contracts/json";
import type { ModelDescription } from "../contract";
import { replicateTraces } from "../replicate/traces";
import { auditResponse as audit } from "./audit-response";
import { createCleaner } from "./clean-text";
import { file, files, modelOf, text } from "./model-for-test";

const cleaner = createCleaner([replicateTraces]);
const auditResponse = (output: Json, model: ModelDescription) => audit(output, model, cleaner);

const writer = modelOf(
  { prompt: text },
  { output: { type: "array", items: text, "x-cog-array-type": "iterator" } },
);
const painter = modelOf({ prompt: text }, { output: files });
const said = (output: Json) => auditResponse(output, writer);

test("tokens are joined to the text they are", () => {
  expect(said(["Hel", "lo", ", wor", "ld."])).toEqual({
    value: "Hello, world.",
    files: [],
    issues: [],
    quality: 1,
  });
});

test("a list of texts that are no tokens stays a list", () => {
  const { value } = auditResponse(
    ["A first caption of some length.", "A second one, as long as that."],
    modelOf({ prompt: text }, { output: { type: "array", items: text } }),
  );
  expect(value).toHaveLength(2);
});

test.each([
  ["See https://replicate.delivery/pbxt/abc/out.png for it.", "See for it."],
  ["Done: https://api.replicate.com/v1/predictions/xyz.", "Done:."],
  ["[the picture](https://pbxt.replicate.delivery/a/out.png) is ready", "the picture is ready"],
  ["Token r8_AbCdEfGhIjKlMnOpQrStUvWx0123 was used", "Token was used"],
  ["Authorization: Bearer abc123def456ghi789 ok", "Authorization: ok"],
])("%j loses its link or token", (before, after) => {
  const { value, issues } = said([before]);
  expect(value).toBe(after);
  expect(issues).toMatchObject([{ severity: "info" }]);
});

test.each([
  "We replicate the experiment; the bearer of good news says so.",
  "Read https://example.com/replicate.delivery and replicate.com first.",
  "Bearer of tidings, r8_d and all.",
  "  Two  spaces\n\nand lines stay.  ",
])("%j keeps every word", (words) => {
  expect(said([words])).toMatchObject({ value: words, issues: [], quality: 1 });
});

test("files are listed with their kinds", () => {
  const { value, files: listed } = auditResponse(
    ["https://replicate.delivery/a/0.webp", "https://replicate.delivery/a/1.png?x=1"],
    painter,
  );
  expect(value).toEqual([null, null]);
  expect(listed).toEqual([
    { url: "https://replicate.delivery/a/0.webp", kind: "image", pointer: "/0" },
    { url: "https://replicate.delivery/a/1.png?x=1", kind: "image", pointer: "/1" },
  ]);
});

test("files among other values are named by their place", () => {
  const { value, files: listed } = auditResponse(
    { caption: "A dog", image: "https://replicate.delivery/x/out", clip: "data:video/mp4;base64,AA" },
    modelOf({ prompt: text }, { output: { type: "object", properties: { caption: text, image: file } } }),
  );
  expect(value).toEqual({ caption: "A dog", image: null, clip: null });
  expect(listed.map(({ kind, pointer }) => [kind, pointer])).toEqual([
    ["image", "/image"],
    ["video", "/clip"],
  ]);
});

test("a language model's address of elsewhere is text", () => {
  expect(said(["https://en.wikipedia.org/wiki/Dog"])).toMatchObject({
    value: "https://en.wikipedia.org/wiki/Dog",
    files: [],
  });
});

test.each<Json>([null, "", [], [""], {}, ["  ", "\n"]])("the empty answer %j is an error", (output) => {
  expect(said(output)).toMatchObject({ quality: 0, issues: [{ severity: "error" }] });
});

test("words instead of the promised file are an error", () => {
  expect(auditResponse("Sorry, I cannot draw that.", painter)).toMatchObject({
    quality: 0,
    issues: [{ issue: "The model promises a file; its answer has none.", severity: "error" }],
  });
});

test("a gap among the outputs is a warning and costs a quarter", () => {
  const { issues, quality } = auditResponse(["https://replicate.delivery/a/0.png", ""], painter);
  expect(issues).toMatchObject([{ pointer: "/1", severity: "warning" }]);
  expect(quality).toBe(0.75);
});

test("the same line over and over is a warning", () => {
  expect(said([`${"again\n".repeat(20)}`])).toMatchObject({
    quality: 0.75,
    issues: [{ severity: "warning" }],
  });
});

test("an error message in place of an answer is an error", () => {
  expect(said(["Traceback (most recent call last): ..."]).quality).toBe(0);
});

test.each([
  "Error handling in Go: every function returns its error as the last value.",
  "Errors: a short history",
  `Error: that is what Python prints when a name is unknown. ${"It is easily mended. ".repeat(20)}`,
  "Traceback (most recent call last) is the first line of what Python prints.",
  "The error was: none.",
])("%j is an answer, not an error message", (words) => {
  expect(said([words])).toMatchObject({ issues: [], quality: 1 });
});

test.each([
  "Error: out of memory",
  "RuntimeError: CUDA error",
  "Error 500: internal",
  "Error loading model: weights are missing",
  "CUDA out of memory. Tried to allocate 2 GiB",
  'Traceback (most recent call last):\n  File "predict.py", line 3',
])("%j is an error message, not an answer", (words) => {
  expect(said([words]).quality).toBe(0);
});

const detector = modelOf(
  { image: file },
  { output: { type: "array", items: { type: "object", properties: { label: text, box: {} } } } },
);
const anything = modelOf({ image: file }, { output: { title: "Output" } });

test.each<[Json, ReturnType<typeof modelOf>]>([
  [[], detector],
  [{}, anything],
  [{ boxes: [] }, anything],
  [[], modelOf({ image: file }, { output: { type: "array", items: text } })],
])("%j of a model that looks for things is a warning, not an error", (output, model) => {
  expect(auditResponse(output, model)).toMatchObject({ quality: 0.75, issues: [{ severity: "warning" }] });
});

test.each<[Json, ReturnType<typeof modelOf>]>([
  [null, detector],
  [[null], detector],
  [[""], detector],
  [[], painter],
  [[], writer],
])("%j where there must be something is an error", (output, model) => {
  expect(auditResponse(output, model)).toMatchObject({ quality: 0 });
});
