import { expect, test } from "vitest";
import { fieldsOf } from "@/components/schema-form/field-spec";
import { CreateRun } from "@/lib/contracts/create-run";
import { models } from "@/lib/testing/factories/models";
import { makePreview } from "@/lib/testing/factories/preview";
import { fileFieldsOf } from "./file-fields";
import { bodyOf, emptyRequest, plainBodyOf, type RequestForm } from "./form-state";
import { issuesNow, parametersOf, without } from "./parameters";
import { searchModels } from "./search-models";

const model = { ref: "sandbox:sandbox/image" };

test("a form without a prompt is no request yet", () => {
  expect(bodyOf(model, { ...emptyRequest, prompt: "  " }, {})).toBeNull();
});

test("a form makes a request the wire accepts", () => {
  const request: RequestForm = {
    prompt: "a fox",
    attachments: [
      { id: 0, url: "https://files.test/a.png", field: "", file: null },
      { id: 1, url: " ", field: "", file: null },
      {
        id: 2,
        url: "data:image/png;base64,AAAA",
        field: "mask",
        file: { name: "m.png", bytes: 3, contentType: "image/png" },
      },
    ],
    policy: "auto_with_thresholds",
    costMax: "0,10",
  };
  const body = bodyOf(model, request, { seed: 7, height: null });
  expect(CreateRun.parse(body)).toEqual({
    model: "sandbox:sandbox/image",
    prompt: "a fox",
    attachments: ["https://files.test/a.png", { url: "data:image/png;base64,AAAA", field: "mask" }],
    edits: { payload: { seed: 7, height: null } },
    hitl_config: { policy: "auto_with_thresholds", review_thresholds: { cost_max_usd: 0.1 } },
  });
});

test("a half-typed address keeps the form from being sent", () => {
  const attachments = [{ id: 0, url: "htt", field: "", file: null }];
  expect(bodyOf(model, { ...emptyRequest, prompt: "a fox", attachments }, {})).toBeNull();
});

test("what the parameters are by themselves can be asked before the form is a request", () => {
  const attachments = [
    { id: 0, url: "htt", field: "", file: null },
    { id: 1, url: "https://files.test/a.png", field: "", file: null },
  ];
  const half: RequestForm = { ...emptyRequest, attachments, policy: "auto_with_thresholds", costMax: "0,1o" };
  expect(CreateRun.parse(plainBodyOf(model, half))).toEqual({
    model: model.ref,
    prompt: "…",
    attachments: ["https://files.test/a.png"],
    hitl_config: { policy: "auto_with_thresholds" },
  });
  const whole = { ...emptyRequest, prompt: "a fox" };
  expect(plainBodyOf(model, whole)).toEqual(bodyOf(model, whole, {}));
});

const image = { type: "string", format: "uri" };
const shown = makePreview({
  input_schema: { properties: { prompt: { type: "string" }, image, width: { type: "integer" } } },
  suggested_payload: { prompt: "a fox", image: "https://files.test/a.png", width: 512 },
  placements: [
    { pointer: "/prompt", source: "prompt", rule: "its name", confidence: 1 },
    { pointer: "/image/0", source: "attachment", rule: "the only place", confidence: 1 },
  ],
  validation_issues: [
    {
      pointer: "/width",
      field: "width",
      issue: "width is 5000",
      severity: "error",
      suggested_fix: null,
      auto_fixable: false,
    },
  ],
});

test("a model's parameters are its input without what prompt and attachments fill", () => {
  const { schema, base, filled } = parametersOf(shown);
  expect(schema).toEqual({ properties: { width: { type: "integer" } } });
  expect(base).toEqual({ width: 512 });
  expect(without({ image: "https://files.test/b.png", width: 640 }, filled)).toEqual({ width: 640 });
});

test("what would be mended by itself is what the parameters are", () => {
  const { payload_digest, diff_from_example } = shown;
  const mended = makePreview({
    ...shown,
    automatic_fixes: {
      payload: { text: "a fox", steps: 4 },
      payload_digest: payload_digest ?? "",
      changes: ["steps set to 4."],
      placements: [{ pointer: "/text", source: "prompt", rule: "its name", confidence: 1 }],
      validation_issues: [],
      diff_from_example,
    },
  });
  expect(parametersOf(mended).base).toEqual({ steps: 4 });
});

test("without a schema the parameters are those of the payload", () => {
  const { schema, base } = parametersOf({ ...shown, input_schema: null });
  expect(fieldsOf(schema, base).map(({ key, kind }) => [key, kind])).toEqual([["width", "number"]]);
});

test("an issue is told at its field until another value is typed", () => {
  expect(issuesNow(shown, { width: 512 })).toHaveLength(1);
  expect(issuesNow(shown, { width: 640 })).toEqual([]);
});

test("models that hold the words in their name come first", () => {
  expect(searchModels(models, "flux", null).map((found) => found.name)).toEqual([
    "black-forest-labs/flux-schnell",
    "black-forest-labs/flux-dev",
    "black-forest-labs/flux-fill-pro",
  ]);
  expect(searchModels(models, "image", "classification")).toHaveLength(1);
});

test("only fields that take files are offered for one", () => {
  const schema = {
    properties: {
      prompt: { type: "string" },
      image: { type: "string", format: "uri", "x-order": 2 },
      references: { type: "array", items: { type: "string", format: "uri" }, "x-order": 1 },
    },
  };
  expect(fileFieldsOf(schema).map(({ key }) => key)).toEqual(["references", "image"]);
  expect(fileFieldsOf(null)).toEqual([]);
});
