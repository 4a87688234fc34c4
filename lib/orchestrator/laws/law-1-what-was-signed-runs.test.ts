import { describe, expect, it } from "vitest";
import { digestOf } from "@/lib/core/digest";
import { databaseKinds } from "@/lib/testing/database";
import { by, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { approveReview } from "../decisions/approve";
import { editReview } from "../decisions/edit";

describe.each(databaseKinds)("law 1: what was signed is what runs (%s)", (on) => {
  it("sends the approved payload, byte for byte by digest", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id, payload } = await world.create();
    await approveReview(world.context, run_id, by(reviewerAnn), {});
    await world.rest(run_id);
    expect(world.replicate.predictions.map((prediction) => digestOf(prediction.input))).toEqual([
      payload?.digest,
    ]);
  });

  it("sends an edited payload exactly as it was edited", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create();
    const edits = { payload: { prompt: "a blue bicycle — “very” blue\n", seed: 7, num_outputs: 2 } };
    const edited = await editReview(world.context, run_id, by(reviewerAnn), { edits, approve: true });
    await world.rest(run_id);
    const [prediction] = world.replicate.predictions;
    expect(prediction?.input).toMatchObject(edits.payload);
    expect(digestOf(prediction?.input ?? null)).toBe(edited.payload?.digest);
    expect(world.calls).toBe(1);
  });

  it("sends nothing when the stored payload is not the signed one any more", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id, payload } = await world.create();
    await world.db.prisma.payloadRevision.update({
      where: { runId_number: { runId: run_id, number: payload?.revision ?? 0 } },
      data: { content: '{"prompt":"something else"}' },
    });
    await approveReview(world.context, run_id, by(reviewerAnn), {});
    const run = await world.rest(run_id);
    expect(run).toMatchObject({ status: "awaiting_human", step: "payload_review" });
    expect(run.message).toContain("not the one that was approved");
    expect(world.calls).toBe(0);
  });

  it("sends nothing when the model is described otherwise than when it was reviewed", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create();
    const row = await world.db.prisma.run.findUniqueOrThrow({ where: { id: run_id } });
    const description = { ...Object(row.description), version: "another" };
    await world.db.prisma.run.update({ where: { id: run_id }, data: { description } });
    await approveReview(world.context, run_id, by(reviewerAnn), {});
    expect(await world.rest(run_id)).toMatchObject({ status: "awaiting_human", step: "payload_review" });
    expect(world.calls).toBe(0);
  });
});
