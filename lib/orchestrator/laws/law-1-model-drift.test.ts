import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/contracts/json";
import { catalogueModels } from "@/lib/providers/replicate/fixtures/models";
import type { ServedModel } from "@/lib/providers/replicate/fixtures/types";
import { databaseKinds } from "@/lib/testing/database";
import { reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { approveReview } from "../decisions/approve";
import { editReview } from "../decisions/edit";

const flux = "black-forest-labs/flux-schnell";
const quick = { backoff: { first: 10, most: 20 } };
const down = { kind: "status", status: 503 } as const;

function served(name: string): ServedModel {
  const found = catalogueModels().find((model) => model.name === name);
  if (!found) throw new Error(`${name} is not served`);
  return found;
}

/** The model with some inputs replaced, added (or, given null, taken away). */
function withInputs(model: ServedModel, inputs: Record<string, JsonObject | null>): ServedModel {
  const copy = structuredClone(model);
  const { Input } = Object(copy.openapiSchema).components.schemas;
  for (const [name, input] of Object.entries(inputs)) {
    if (input === null) delete Input.properties[name];
    else Input.properties[name] = { ...Input.properties[name], ...input };
  }
  return copy;
}

async function approved(world: TestEngine, runId: string, message?: string) {
  const body = message ? { acknowledge_issues: true, message } : {};
  await approveReview(world.context, runId, await world.seenBy(reviewerAnn, runId), body);
  return world.rest(runId);
}

describe.each(databaseKinds)("law 1: the model that was reviewed is the model that runs (%s)", (on) => {
  it("goes back to review when an official model's version changed, showing what was and what is", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create();
    world.replicate.addModel({ ...served(flux), version: "brand-new" });
    const run = await approved(world, run_id);
    expect(run).toMatchObject({ status: "awaiting_human", step: "payload_review" });
    const words = `its version was ${served(flux).version}, is brand-new`;
    expect(run.message).toContain(words);
    expect(run.issues.at(-1)).toMatchObject({ severity: "error", pointer: "" });
    expect(world.calls).toBe(0);
    await expect(approved(world, run_id)).rejects.toMatchObject({ code: "unresolved_issues" });
    const done = await approved(world, run_id, "The new version is fine");
    expect(done).toMatchObject({ step: "response_review", attempt: { number: 2, outcome: "succeeded" } });
    expect(world.calls).toBe(1);
  });

  it("goes back to review when an input changed, and is then checked and edited by the new schema", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create();
    world.replicate.addModel(
      withInputs(served(flux), {
        num_outputs: { minimum: 2, maximum: 3 },
        mood: { type: "string", title: "Mood" },
        seed: null,
      }),
    );
    const run = await approved(world, run_id);
    expect(run.message).toContain(
      'input num_outputs was {"maximum":4,"minimum":1}, is {"maximum":3,"minimum":2}',
    );
    expect(run.message).toContain('input mood is new and takes {"type":"string"}');
    expect(run.message).toContain("input seed is gone");
    const shown = await world.show(run_id);
    expect(Object(shown.input_schema).properties.mood).toBeDefined();
    const edits = { payload: { num_outputs: 2 } };
    await editReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {
      edits,
      approve: true,
    });
    expect(await world.rest(run_id)).toMatchObject({ step: "response_review" });
    expect(world.replicate.predictions.map(({ input }) => input.num_outputs)).toEqual([2]);
  });

  it("is not bothered by another title, order or description", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create();
    const words = { title: "Other", description: "Other words", "x-order": 99 };
    world.replicate.addModel(withInputs(served(flux), { prompt: words, seed: words }));
    expect(await approved(world, run_id)).toMatchObject({ step: "response_review" });
  });

  it("sends a pinned version though a newer one came out, and not when it is gone", async () => {
    await using world = await TestEngine.start({ on });
    const model = served("nightmareai/real-esrgan");
    const body = {
      attachments: ["https://example.com/photo.png"],
      agent_tool_config: {
        "replicate-agent-tool": {
          data: {
            name: model.name,
            latest_version: model.version,
            example_input: model.exampleInput ?? {},
            openapi_schema: model.openapiSchema ?? {},
          },
        },
      },
    };
    const first = await world.create(body);
    const second = await world.create(body);
    world.replicate.addModel({ ...model, version: "newer", openapiSchema: {} });
    const agreed = "It is what was asked for";
    expect(await approved(world, first.run_id, agreed)).toMatchObject({ step: "response_review" });
    expect(world.replicate.predictions[0]?.version).toBe(model.version);
    world.replicate.nextAnswers("get_version", { kind: "status", status: 404 });
    const run = await approved(world, second.run_id, agreed);
    expect(run).toMatchObject({ status: "awaiting_human", step: "payload_review" });
    expect(run.message).toContain(`Version ${model.version} of ${model.name} is not at Replicate any more`);
    expect(world.calls).toBe(1);
  });

  it("waits while the model cannot be looked at, and sends nothing meanwhile", async () => {
    await using world = await TestEngine.start({ on, limits: quick });
    const { run_id } = await world.create();
    world.replicate.nextAnswers("get_model", down, down);
    const run = await approved(world, run_id);
    expect(run).toMatchObject({ step: "response_review", attempt: { number: 1, delays: 2 } });
    expect(world.calls).toBe(1);
  });

  it("asks a person when the model cannot be looked at for long", async () => {
    await using world = await TestEngine.start({ on, limits: { ...quick, maxDelays: 2 } });
    const { run_id } = await world.create();
    world.replicate.nextAnswers("get_model", down, down, down);
    const run = await approved(world, run_id);
    expect(run).toMatchObject({ status: "awaiting_human", step: "api_call" });
    expect(run.message).toContain("Whether the model changed could not be asked: Replicate answered 503");
    expect(world.calls).toBe(0);
  });

  it("opens a review without the provider, and compares nothing then", async () => {
    await using world = await TestEngine.start({ on });
    world.replicate.nextAnswers("get_model", down);
    const { run_id, model_seen } = await world.create();
    expect(model_seen).toBeNull();
    expect(await approved(world, run_id)).toMatchObject({ step: "response_review" });
  });

  it("does not send by what another dispatch learnt a moment before", async () => {
    await using world = await TestEngine.start({ on, limits: { modelCache: 60_000 } });
    const [first, second] = [await world.create(), await world.create()];
    expect(await approved(world, first.run_id)).toMatchObject({ step: "response_review" });
    world.replicate.addModel({ ...served(flux), version: "brand-new" });
    const run = await approved(world, second.run_id);
    expect(run).toMatchObject({ status: "awaiting_human", step: "payload_review" });
    expect(run.message).toContain("is brand-new");
    expect(world.calls).toBe(1);
  });

  it("asks once for the reviews of many runs of one model, and for each dispatch by itself", async () => {
    await using world = await TestEngine.start({ on, limits: { modelCache: 60_000 } });
    const body = { hitl_config: { policy: "auto" as const } };
    const runs = await Promise.all(Array.from({ length: 8 }, () => world.create(body)));
    expect(runs.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => "completed"));
    const asked = world.replicate.requests.filter(({ route }) => route === "get_model");
    expect(asked).toHaveLength(1 + runs.length);
  });
});
