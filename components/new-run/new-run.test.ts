import { expect, test } from "vitest";
import { CreateRun } from "@/lib/contracts/create-run";
import { models } from "@/lib/testing/factories/models";
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
    attachments: ["https://files.test/a.png", " "],
    policy: "auto_with_thresholds",
    costMax: "0,10",
  });
  expect(CreateRun.parse(body)).toEqual({
    model: "sandbox:sandbox/image",
    prompt: "a fox",
    attachments: ["https://files.test/a.png"],
    hitl_config: { policy: "auto_with_thresholds", review_thresholds: { cost_max_usd: 0.1 } },
  });
});

test("a half-typed address keeps the form from being sent", () => {
  expect(bodyOf({ ...emptyForm, model, prompt: "a fox", attachments: ["htt"] })).toBeNull();
});

test("models that hold the words in their name come first", () => {
  expect(searchModels(models, "flux", null).map((found) => found.name)).toEqual([
    "black-forest-labs/flux-schnell",
    "black-forest-labs/flux-dev",
    "black-forest-labs/flux-fill-pro",
  ]);
  expect(searchModels(models, "image", "classification")).toHaveLength(1);
});
