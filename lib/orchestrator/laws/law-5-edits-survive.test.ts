import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/contracts/json";
import { printJson } from "@/lib/contracts/json-text";
import { databaseKinds } from "@/lib/testing/database";
import { llamaRef, requesterRita, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { secretTool } from "@/lib/testing/secret-model";
import { approveReview } from "../decisions/approve";
import { editReview } from "../decisions/edit";
import { retryCall } from "../decisions/retry";
import { getRun } from "../reading/get-run";
import { openArtifact } from "../reading/open-artifact";

describe.each(databaseKinds)("law 5: edits survive (%s)", (on) => {
  it("releases the edited answer and does not call the model again", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create({ model: llamaRef });
    await approveReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {});
    expect(await world.rest(run_id)).toMatchObject({ step: "response_review" });
    const edits = { response: "A better answer." };
    await editReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {
      edits,
      approve: true,
    });
    expect(await world.show(run_id)).toMatchObject({
      status: "completed",
      result: "A better answer.",
      processed_response: "A better answer.",
    });
    expect(world.calls).toBe(1);
  });

  it("does not give the requester a file that was edited away", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create({ hitl_config: { allowed_steps: ["response_review"] } });
    const edits = { response: ["This picture was withdrawn."] };
    await editReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {
      edits,
      approve: true,
    });
    expect(await world.rest(run_id)).toMatchObject({ status: "completed" });
    expect((await getRun(world.context, requesterRita, run_id)).outputs).toEqual([]);
    expect((await getRun(world.context, reviewerAnn, run_id)).outputs).toHaveLength(1);
    const place = { id: run_id, index: 0 };
    await expect(openArtifact(world.context, requesterRita, place)).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(openArtifact(world.context, reviewerAnn, place)).resolves.toBeDefined();
  });

  it("keeps what the request itself edits when its prompt is edited before the payload is built", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id, step } = await world.create({
      edits: { payload: { seed: 3, prompt: "not this" } },
      hitl_config: { policy: "require_human", allowed_steps: ["information_review", "payload_review"] },
    });
    expect(step).toBe("information_review");
    const edits = { prompt: "a blue door" };
    await editReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {
      edits,
      approve: true,
    });
    expect(await world.rest(run_id)).toMatchObject({ step: "payload_review" });
    expect((await world.show(run_id)).suggested_payload).toMatchObject({ prompt: "a blue door", seed: 3 });
  });

  it("lets no value that an earlier release took stand in the way of an edit: it is left alone, or mended", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create({ agent_tool_config: secretTool() });
    const strange = { $sealed: 7, more: [1] };
    const old = { prompt: "a boat", image: strange, login: [strange], mask: strange };
    await world.context.db.prisma.payloadRevision.updateMany({
      where: { runId: run_id },
      data: { content: printJson(old) },
    });
    const edit = async (payload: JsonObject) =>
      editReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {
        edits: { payload },
        approve: false,
      });
    await edit({ prompt: "a ship" });
    expect((await world.show(run_id)).suggested_payload).toEqual({ ...old, prompt: "a ship" });
    const image = "https://files.example/boat.png";
    await edit({ image, login: null });
    expect((await world.show(run_id)).suggested_payload).toEqual({ prompt: "a ship", image, mask: strange });
    await expect(edit({ image: strange })).rejects.toMatchObject({ code: "validation_error" });
    await expect(edit({ mask: { ...strange, more: 2 } })).rejects.toMatchObject({ code: "validation_error" });
  });

  it("builds a later edit on the earlier one", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create();
    await editReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {
      edits: { payload: { seed: 1 } },
      approve: false,
    });
    await editReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {
      edits: { payload: { num_outputs: 2 } },
      approve: true,
    });
    await world.rest(run_id);
    expect(world.replicate.predictions[0]?.input).toMatchObject({ seed: 1, num_outputs: 2 });
  });

  it("retries with the edited payload, not the proposed one", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create();
    await editReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {
      edits: { payload: { seed: 1 } },
      approve: true,
    });
    await world.rest(run_id);
    await retryCall(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {
      payload: { num_outputs: 3 },
    });
    await world.rest(run_id);
    expect(world.replicate.predictions.map(({ input }) => [input.seed, input.num_outputs])).toEqual([
      [1, expect.anything()],
      [1, 3],
    ]);
  });

  it("keeps an edit that still has errors as a revision, and asks again with them", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create();
    const edits = { payload: { num_outputs: 99 } };
    const run = await editReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {
      edits,
      approve: true,
    });
    expect(run).toMatchObject({ status: "awaiting_human", step: "payload_review" });
    expect(run.issues).toMatchObject([{ pointer: "/num_outputs", severity: "error" }]);
    expect((await world.show(run_id)).suggested_payload).toMatchObject({ num_outputs: 99 });
    expect(world.calls).toBe(0);
  });
});
