import { afterAll, beforeAll, expect, test } from "vitest";
import type { CreateRun } from "@/lib/contracts/create-run";
import { replay } from "@/lib/core/evolve";
import { loadLog } from "@/lib/store/runs/load-log";
import { loadRun } from "@/lib/store/runs/load-run";
import { by, requesterRita, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { tooManySteps } from "@/lib/testing/factories/too-many-steps";
import { listRevisions } from "../reading/revisions";
import { forkRun } from "../requests/fork";
import { previewRun } from "../requests/preview";
import { KeptRequest } from "../requests/request";
import { editReview } from "./edit";

let engine: TestEngine;
beforeAll(async () => {
  engine = await TestEngine.start();
});
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
});

const revisionsOf = async (runId: string) =>
  (await listRevisions(engine.context, reviewerAnn, runId)).data.map(({ kind, actor }) => [kind, actor.name]);
const patched = (payload: NonNullable<CreateRun["edits"]>["payload"]) => ({ edits: { payload } });
const auto = { hitl_config: { policy: "auto" as const } };
const asked = { hitl_config: { allowed_steps: ["information_review" as const, "payload_review" as const] } };

test("a request's edits are the requester's own revision, and the log rebuilds the run", async () => {
  const { run_id } = await engine.create({ ...auto, ...patched({ seed: 7 }) });
  expect(await revisionsOf(run_id)).toEqual([
    ["example", "Countersign"],
    ["proposed", "Countersign"],
    ["edit", "Rita"],
  ]);
  expect(engine.replicate.predictions.at(-1)?.input).toMatchObject({ seed: 7 });
  const log = await loadLog(engine.db.prisma, run_id);
  const { state } = await loadRun(engine.db.prisma, run_id);
  expect(replay(log.map(({ event }) => event))).toEqual(state);
  expect(log.map(({ event }) => event.message)).toContain("Payload edited in the request");
});

test("edits that change nothing make no revision", async () => {
  const { run_id } = await engine.create({ ...auto, ...patched({ seed: null }) });
  expect((await revisionsOf(run_id)).map(([kind]) => kind)).toEqual(["example", "proposed"]);
});

test("an edit the model does not take asks a person whatever the policy", async () => {
  const run = await engine.create({ ...auto, ...patched({ num_outputs: 99 }) });
  expect(run).toMatchObject({ status: "awaiting_human", step: "payload_review" });
  expect(run.issues).toMatchObject([{ pointer: "/num_outputs", severity: "error" }]);
});

test("edits count as changes against the example", async () => {
  const hitl_config = {
    policy: "auto_with_thresholds" as const,
    review_thresholds: { payload_changes_max: 0, confidence_min: 0 },
  };
  expect(await engine.create({ hitl_config })).toMatchObject({ status: "completed" });
  const run = await engine.create({ hitl_config, ...patched({ seed: 7 }) });
  expect(run).toMatchObject({ status: "awaiting_human", step: "payload_review" });
});

const mended = { ...tooManySteps({ seed: 1 }), ...auto };

test("a value that was mended still waits for a person's word when the edits leave it alone", async () => {
  const left = await previewRun(engine.context, { ...mended, ...patched({ seed: 2 }) }, []);
  expect(left.suggested_payload).toEqual({ prompt: "a quay", steps: 4, seed: 2 });
  expect(left.validation_issues).toMatchObject([{ pointer: "/steps", severity: "error" }]);
  const chosen = await previewRun(engine.context, { ...mended, ...patched({ steps: 3 }) }, []);
  expect(chosen.validation_issues).toEqual([]);
  expect(chosen.would_pause_at).toBeNull();
});

test("a fork that is made before there is a payload keeps what its parent's request edits", async () => {
  const parent = await engine.create({ ...asked, ...patched({ seed: 3, num_outputs: 2 }) });
  expect(parent.step).toBe("information_review");
  const fork = await forkRun(engine.context, requesterRita, parent.run_id, patched({ num_outputs: 4 }));
  await engine.rest(fork.run_id);
  await editReview(engine.context, fork.run_id, by(reviewerAnn), {
    edits: { prompt: "a door" },
    approve: true,
  });
  await engine.rest(fork.run_id);
  expect((await engine.show(fork.run_id)).suggested_payload).toMatchObject({
    prompt: "a door",
    seed: 3,
    num_outputs: 4,
  });
  expect((await revisionsOf(fork.run_id)).at(-1)?.[0]).toBe("fork");
});

test("a fork that was stored before requests had edits is still understood", () => {
  const stored = {
    ...{ user_email: null, agent_email: null, message_type: null, log_id: null },
    ...{ document_url: null, webhook_url: null, metadata: {} },
  };
  const fork = { payload: { seed: 1 }, patch: { seed: 2 } };
  expect(KeptRequest.parse({ ...stored, fork }).edits).toEqual({
    payload: { seed: 1 },
    patches: [{ seed: 2 }],
  });
  expect(KeptRequest.parse({ ...stored, fork: null }).edits).toBeNull();
});
