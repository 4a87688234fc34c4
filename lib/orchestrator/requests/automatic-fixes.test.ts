import { afterAll, beforeAll, expect, test } from "vitest";
import { reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { tooManySteps } from "@/lib/testing/factories/too-many-steps";
import { editReview } from "../decisions/edit";
import { getRevision, listRevisions } from "../reading/revisions";
import { previewRun } from "./preview";

let engine: TestEngine;
beforeAll(async () => {
  engine = await TestEngine.start();
});
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
});

const body = tooManySteps();

const revisionsOf = async (runId: string) => {
  const { data } = await listRevisions(engine.context, reviewerAnn, runId);
  const details = data.map(({ number }) =>
    getRevision(engine.context, reviewerAnn, { runId, number, diffFrom: null }),
  );
  return (await Promise.all(details)).map(({ number, kind, payload, changes }) => ({
    number,
    kind,
    payload,
    changes,
  }));
};
const why = "steps set to 4: steps is 50; the most this model takes is 4.";

test("what was mended is a revision of its own, with what was changed and why, and is what would run", async () => {
  const run = await engine.create(body);
  expect(run.step).toBe("payload_review");
  expect(run.payload?.revision).toBe(3);
  expect(await revisionsOf(run.run_id)).toEqual([
    { number: 1, kind: "example", payload: { prompt: "old", steps: 50 }, changes: [] },
    { number: 2, kind: "proposed", payload: { prompt: "a quay", steps: 50 }, changes: [] },
    { number: 3, kind: "autofix", payload: { prompt: "a quay", steps: 4 }, changes: [why] },
  ]);
});

test("a value that was changed waits for a person's word whatever the policy, another form of it does not", async () => {
  const changed = await engine.create({ ...body, hitl_config: { policy: "auto" } });
  expect([changed.status, changed.step]).toEqual(["awaiting_human", "payload_review"]);
  expect(changed.issues).toMatchObject([
    { pointer: "/steps", severity: "error", issue: expect.stringContaining("It was set to 4.") },
  ]);
  const data = {
    ...body.agent_tool_config["replicate-agent-tool"].data,
    example_input: { steps: "3", zzz: 1 },
  };
  const converted = await previewRun(
    engine.context,
    {
      ...body,
      agent_tool_config: { "replicate-agent-tool": { data } },
      hitl_config: { policy: "auto" },
    },
    [],
  );
  expect(converted.automatic_fixes).toMatchObject({
    payload: { prompt: "a quay", steps: 3 },
    validation_issues: [],
  });
  expect(converted.would_pause_at).toBeNull();
});

test("a reviewer can undo it, and nothing mends it again", async () => {
  const run = await engine.create(body);
  const edited = await editReview(engine.context, run.run_id, await engine.seenBy(reviewerAnn, run.run_id), {
    edits: { payload: { steps: 50 } },
    approve: true,
  });
  expect(edited.status).toBe("awaiting_human");
  expect(edited.issues).toMatchObject([{ pointer: "/steps", severity: "error", auto_fixable: true }]);
  expect((await revisionsOf(run.run_id)).at(-1)).toMatchObject({
    number: 4,
    kind: "edit",
    payload: { prompt: "a quay", steps: 50 },
  });
});

test("a reviewer can go back to the payload as it was proposed, byte for byte, and change that", async () => {
  const run = await engine.create(body);
  const restored = await editReview(
    engine.context,
    run.run_id,
    await engine.seenBy(reviewerAnn, run.run_id),
    {
      edits: { revision: 2 },
      approve: false,
    },
  );
  const digestOf = async (number: number) =>
    (
      await engine.db.prisma.payloadRevision.findUniqueOrThrow({
        where: { runId_number: { runId: run.run_id, number } },
      })
    ).digest;
  expect(restored.payload).toMatchObject({ revision: 4, digest: await digestOf(2) });
  await editReview(engine.context, run.run_id, await engine.seenBy(reviewerAnn, run.run_id), {
    edits: { revision: 3, payload: { steps: 2 } },
    approve: false,
  });
  expect((await revisionsOf(run.run_id)).at(-1)?.payload).toEqual({ prompt: "a quay", steps: 2 });
  const unknown = editReview(engine.context, run.run_id, await engine.seenBy(reviewerAnn, run.run_id), {
    edits: { revision: 9 },
    approve: false,
  });
  await expect(unknown).rejects.toMatchObject({ code: "validation_error" });
});

test("a prompt that is edited away is seen", async () => {
  const run = await engine.create(body);
  const edited = await editReview(engine.context, run.run_id, await engine.seenBy(reviewerAnn, run.run_id), {
    edits: { payload: { prompt: "" } },
    approve: false,
  });
  expect(edited.issues).toMatchObject([
    { pointer: "/prompt", issue: "The prompt is not used: prompt is empty." },
  ]);
});

test("a preview shows the payload as proposed and what would be mended", async () => {
  const preview = await previewRun(engine.context, { ...body, hitl_config: { policy: "auto" } }, []);
  expect(preview.suggested_payload).toEqual({ prompt: "a quay", steps: 50 });
  expect(preview.validation_issues).toMatchObject([{ pointer: "/steps", severity: "error" }]);
  expect(preview.automatic_fixes).toMatchObject({
    payload: { prompt: "a quay", steps: 4 },
    changes: [why],
    validation_issues: [{ pointer: "/steps", severity: "error" }],
  });
  expect(preview.would_pause_at).toBe("payload_review");
});

test("with nothing to mend there is no such revision", async () => {
  const run = await engine.create();
  expect((await revisionsOf(run.run_id)).map(({ kind }) => kind)).toEqual(["example", "proposed"]);
});
