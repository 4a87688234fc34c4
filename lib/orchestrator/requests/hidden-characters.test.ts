import { afterAll, beforeAll, expect, test } from "vitest";
import { digestOf } from "@/lib/core/digest";
import { by, llamaRef, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { editReview } from "../decisions/edit";

let engine: TestEngine;
beforeAll(async () => {
  engine = await TestEngine.start();
});
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
});

const auto = { hitl_config: { policy: "auto" as const } };

test("nothing hidden in a prompt runs unasked, and it is signed as it came", async () => {
  const prompt = "a quay \u202Eat dusk";
  const run = await engine.create({ prompt, ...auto });
  expect([run.status, run.step]).toEqual(["awaiting_human", "payload_review"]);
  expect(run.issues).toMatchObject([
    { pointer: "/prompt", field: "prompt", severity: "error", fix: { set: "a quay at dusk" } },
  ]);
  const revision = await engine.db.prisma.payloadRevision.findUniqueOrThrow({
    where: { runId_number: { runId: run.run_id, number: run.payload?.revision ?? 0 } },
  });
  const payload = JSON.parse(revision.content);
  expect(payload.prompt).toBe(prompt);
  expect(revision.digest).toBe(digestOf(payload));
  const edited = await editReview(engine.context, run.run_id, by(reviewerAnn), {
    edits: { payload: { prompt: "a quay\u200B at dusk" } },
    approve: false,
  });
  expect(edited.issues).toMatchObject([{ pointer: "/prompt", severity: "warning" }]);
});

test("an emoji in a prompt asks nobody anything", async () => {
  const run = await engine.create({ prompt: "wave 👩\u200D💻 ❤️ کتاب\u200Cها", ...auto });
  expect(run.issues).toEqual([]);
});

test("nothing hidden in an answer is released without a word, in an edited one neither", async () => {
  engine.replicate.nextPredictions({ output: ["Pay Bob \u202E005$\u202C", ", not \u{E0041}lice"] });
  const run = await engine.create({ model: llamaRef, ...auto });
  expect([run.status, run.step]).toEqual(["awaiting_human", "response_review"]);
  expect(run.issues).toMatchObject([{ pointer: "", field: "output", severity: "error" }]);
  expect(run.issues[0]?.issue).toContain("U+E0041, U+202E, U+202C");
  const edited = await editReview(engine.context, run.run_id, by(reviewerAnn), {
    edits: { response: "Pay Bob \u{E0041}" },
    approve: true,
  });
  expect(edited.status).toBe("awaiting_human");
  expect(edited.issues).toMatchObject([{ field: "response", severity: "error" }]);
});
