import { describe, expect, it, vi } from "vitest";
import type { Json } from "@/lib/contracts/json";
import { databaseKinds } from "@/lib/testing/database";
import { by, fluxRef, llamaRef, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { editReview } from "../decisions/edit";
import { getRun } from "../reading/get-run";
import { openArtifact } from "../reading/open-artifact";

describe.each(databaseKinds)("an answer with characters that cannot be stored (%s)", (on) => {
  it("is released with U+FFFD in their place", async () => {
    await using world = await TestEngine.start({ on });
    world.replicate.nextPredictions({ output: ["nul \0, ", "half \ud800"] });
    const { run_id } = await world.create({ model: llamaRef, hitl_config: { policy: "auto" } });
    const run = await getRun(world.context, reviewerAnn, run_id);
    expect(run).toMatchObject({ status: "completed", result: "nul \uFFFD, half \uFFFD" });
  });

  it("does not keep a failure from being told", async () => {
    await using world = await TestEngine.start({ on });
    world.replicate.nextPredictions({ status: "failed", error: "bad \0 input" });
    const run = await world.create({ model: llamaRef, hitl_config: { policy: "auto" } });
    expect(run).toMatchObject({ status: "failed", failure: { message: "bad \uFFFD input" } });
  });
});

const picture =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const auto = { hitl_config: { policy: "auto" as const } };

describe("an answer with files", () => {
  const at = (id: string, index: number) => `/api/hitl/runs/${id}/outputs/${index}`;
  type Expected = (id: string) => unknown;

  it.each<[string, Json, Expected]>([
    ["does not lose what stands beside them", [picture, { seed: 42 }], (id) => [at(id, 0), { seed: 42 }]],
    [
      "is not taken for a file by its shape",
      { image: picture, meta: { file: 7 } },
      (id) => ({ image: at(id, 0), meta: { file: 7 } }),
    ],
    [
      "does not come back flat",
      [[picture], [{ deep: { file: picture } }]],
      (id) => [[at(id, 0)], [{ deep: { file: at(id, 1) } }]],
    ],
    ["keeps odd keys", { "a/b~c": picture, __proto__x: 1 }, (id) => ({ "a/b~c": at(id, 0), __proto__x: 1 })],
    ["of one file is a list of one", picture, (id) => [at(id, 0)]],
  ])("%s", async (_, output, expected) => {
    await using world = await TestEngine.start();
    world.replicate.nextPredictions({ output });
    const { run_id } = await world.create({ ...auto, model: fluxRef });
    const run = await world.show(run_id);
    expect(run.processed_response).toEqual(expected(run_id));
    for (const { url } of run.outputs) expect(JSON.stringify(run.processed_response)).toContain(url);
  });

  it("has null, and no address of nothing, where one could not be kept", async () => {
    await using world = await TestEngine.start();
    world.replicate.nextPredictions({ output: { a: "data:image/png;base64,", b: picture } });
    const { run_id } = await world.create({ ...auto, model: fluxRef });
    const run = await world.show(run_id);
    expect(run.processed_response).toEqual({ a: null, b: at(run_id, 1) });
    expect(run.validation_issues).toMatchObject([{ pointer: "/outputs/0", severity: "error" }]);
  });

  it("as an SVG is a picture that is handed out with its ending, not a .bin", async () => {
    await using world = await TestEngine.start();
    const svg = encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg"/>');
    world.replicate.nextPredictions({ output: [`data:image/svg+xml,${svg}`] });
    const { run_id } = await world.create({ ...auto, model: fluxRef });
    const run = await world.show(run_id);
    expect(run.outputs).toMatchObject([{ kind: "image", content_type: "image/svg+xml" }]);
  });
});

describe("a call that failed", () => {
  it("does not drop the files it had given out before", async () => {
    await using world = await TestEngine.start();
    world.replicate.nextPredictions({ status: "failed", error: "step 2 broke", output: [picture] });
    const { run_id } = await world.create({
      model: fluxRef,
      hitl_config: { policy: "auto_with_thresholds" },
    });
    const run = await world.show(run_id);
    expect(run).toMatchObject({ current_step: "api_call", status: "awaiting_human" });
    expect(run.attempts).toMatchObject([
      { outcome: "failed", output: [picture], outputs: [{ kind: "image", content_type: "image/png" }] },
    ]);
    const file = await openArtifact(world.context, reviewerAnn, { id: run_id, index: 0, attempt: 1 });
    expect(file.bytes).toBeGreaterThan(60);
  });

  it("says which of them are lost", async () => {
    await using world = await TestEngine.start();
    const output = [picture, "data:image/png;base64,"];
    world.replicate.nextPredictions({ status: "failed", error: "broke", output });
    const run = await world.create({ ...auto, model: fluxRef });
    expect(run.failure?.message).toBe("broke. Of 2 files it had given out, 1 could not be kept.");
  });
});

describe("an answer the provider has deleted", () => {
  it("is not called empty", async () => {
    await using world = await TestEngine.start({ limits: { poll: { least: 20, most: 50 } } });
    world.replicate.nextPredictions({ ends: "held" });
    const { run_id } = await world.createOnly({ ...auto, model: fluxRef });
    await vi.waitFor(() => expect(world.replicate.predictions).toHaveLength(1), 10_000);
    const [prediction] = world.replicate.predictions;
    // In one go, so that no look comes between.
    world.replicate.finish(prediction?.id ?? "");
    world.replicate.removeData(prediction?.id ?? "");
    expect(await world.rest(run_id)).toMatchObject({
      status: "failed",
      failure: { code: "provider_data_removed" },
    });
  });
});

describe("an answer edited to nothing", () => {
  it.each([["{}"], ["[]"], ['""']])("%s is judged as the model's own would be", async (text) => {
    await using world = await TestEngine.start();
    const hitl_config = { policy: "require_human" as const, allowed_steps: ["response_review" as const] };
    const { run_id } = await world.create({ model: fluxRef, hitl_config });
    await editReview(world.context, run_id, by(reviewerAnn), {
      edits: { response: JSON.parse(text) },
      approve: false,
    });
    const run = await world.show(run_id);
    expect(run.validation_issues).toMatchObject([{ issue: "The edited answer is empty", severity: "error" }]);
  });
});
