import { expect, test } from "vitest";
import { CreateRun } from "@/lib/contracts/create-run";
import { models } from "@/lib/testing/factories/models";
import { fitting, mostFileBytes } from "./attachment";
import { fileFieldsOf } from "./file-fields";
import { bodyOf, emptyForm } from "./form-state";
import { searchModels } from "./search-models";

const model = models[0] ?? null;

test("a form without a model or a prompt is no request yet", () => {
  expect(bodyOf(emptyForm)).toBeNull();
  expect(bodyOf({ ...emptyForm, model, prompt: "  " })).toBeNull();
});

test("a form makes a request the wire accepts", () => {
  const body = bodyOf({
    model,
    prompt: "a fox",
    attachments: [
      { id: 0, url: "https://files.test/a.png", field: "", file: null },
      { id: 1, url: " ", field: "", file: null },
      { id: 2, url: "data:image/png;base64,AAAA", field: "mask", file: { name: "m.png", bytes: 3 } },
    ],
    policy: "auto_with_thresholds",
    costMax: "0,10",
  });
  expect(CreateRun.parse(body)).toEqual({
    model: "sandbox:sandbox/image",
    prompt: "a fox",
    attachments: ["https://files.test/a.png", { url: "data:image/png;base64,AAAA", field: "mask" }],
    hitl_config: { policy: "auto_with_thresholds", review_thresholds: { cost_max_usd: 0.1 } },
  });
});

test("a half-typed address keeps the form from being sent", () => {
  expect(
    bodyOf({
      ...emptyForm,
      model,
      prompt: "a fox",
      attachments: [{ id: 0, url: "htt", field: "", file: null }],
    }),
  ).toBeNull();
});

test("models that hold the words in their name come first", () => {
  expect(searchModels(models, "flux", null).map((found) => found.name)).toEqual([
    "black-forest-labs/flux-schnell",
    "black-forest-labs/flux-dev",
    "black-forest-labs/flux-fill-pro",
  ]);
  expect(searchModels(models, "image", "classification")).toHaveLength(1);
});

test("files are taken while they fit into the limit together, and the others are named", () => {
  const file = (name: string, size: number) => ({ name, size });
  const big = file("big", mostFileBytes);
  const small = file("small", 1000);
  expect(fitting([small, big, small], 0)).toEqual({ fit: [small, small], tooLarge: [big] });
  expect(fitting([small], mostFileBytes - 999).fit).toEqual([]);
  expect(fitting([big], 0).tooLarge).toEqual([]);
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
