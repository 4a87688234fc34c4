import { describe, expect, test } from "vitest";
import { problemOf, testApi } from "@/lib/testing/api";
import { fluxRef } from "@/lib/testing/engine";

const { app, replicate, rita, ann } = await testApi();
const runs = "/api/hitl/runs";
const auto = { policy: "auto" as const };
const thresholds = { policy: "auto_with_thresholds" as const };

/** A run that waits because the provider failed it. */
async function failed(hitl_config = {}) {
  replicate.nextPredictions({ status: "failed", error: "CUDA ran out of memory" });
  const run = await rita.create({ model: fluxRef, hitl_config: { ...thresholds, ...hitl_config } });
  expect(run).toMatchObject({ status: "awaiting_human", current_step: "api_call" });
  return run;
}

describe("a model that fails", () => {
  test("ends a run under auto as failed, with the error in every place that shows it", async () => {
    replicate.nextPredictions({ status: "failed", error: "CUDA ran out of memory" });
    const run = await rita.create({ model: fluxRef, hitl_config: auto });
    expect(run).toMatchObject({
      status: "failed",
      current_step: "api_call",
      result: null,
      error: { code: "provider_failed", message: expect.stringContaining("CUDA"), temporary: false },
      attempts: [{ number: 1, outcome: "failed", error: { message: expect.stringContaining("CUDA") } }],
      step_history: expect.arrayContaining([expect.objectContaining({ status: "failed" })]),
    });
    expect(run.completed_at).not.toBeNull();
    await problemOf(await ann.post(`${runs}/${run.run_id}/retry`), "invalid_state");
  });

  test("asks a person otherwise, wherever the policy may ask, and says what went wrong", async () => {
    const run = await failed({ allowed_steps: ["information_review"] });
    expect(run).toMatchObject({
      actions_required: ["retry", "edit", "reject"],
      message: expect.stringContaining("CUDA"),
      error: { message: expect.stringContaining("CUDA") },
    });
    await problemOf(await ann.post(`${runs}/${run.run_id}/approve`), "invalid_state");
  });

  test("may be tried again with the same payload: one more call, and the error is gone", async () => {
    const run = await failed();
    const calls = replicate.predictions.length;
    const done = await ann.decide(run.run_id, "retry", { message: "once more" });
    expect(done).toMatchObject({ status: "completed", error: null, payload_digest: run.payload_digest });
    expect(done.attempts.map(({ number, outcome }) => [number, outcome])).toEqual([
      [1, "failed"],
      [2, "succeeded"],
    ]);
    expect(replicate.predictions.length).toBe(calls + 1);
    expect(done.decisions).toMatchObject([{ action: "retry", step: "api_call", message: "once more" }]);
  });

  test("may be tried again with a changed payload, which is what is sent", async () => {
    const run = await failed();
    const done = await ann.decide(run.run_id, "retry", { payload: { seed: 11 } });
    expect(done).toMatchObject({ status: "completed", suggested_payload: { seed: 11 } });
    expect(replicate.predictions.at(-1)?.input).toEqual(done.suggested_payload);
  });

  test("is not tried again with a payload that has errors", async () => {
    const run = await failed();
    const calls = replicate.predictions.length;
    const problem = await problemOf(
      await ann.post(`${runs}/${run.run_id}/retry`, { payload: { aspect_ratio: "round" } }),
      "unresolved_issues",
    );
    expect(problem.errors).toMatchObject([{ pointer: "/aspect_ratio" }]);
    expect((await ann.run(run.run_id)).version).toBe(run.version);
    expect(replicate.predictions.length).toBe(calls);
  });

  test("is not tried again with an edit that left errors, until they are edited away", async () => {
    const run = await failed();
    const calls = replicate.predictions.length;
    const spoilt = await ann.decide(run.run_id, "edit", { edits: { payload: { aspect_ratio: "round" } } });
    expect(spoilt).toMatchObject({ status: "awaiting_human", current_step: "api_call" });
    const { approval_token } = spoilt;
    const problem = await problemOf(
      await ann.post(`${runs}/${run.run_id}/retry`, { approval_token }),
      "unresolved_issues",
    );
    expect(problem.errors).toMatchObject([{ pointer: "/aspect_ratio" }]);
    expect(replicate.predictions.length).toBe(calls);
    const mended = await ann.decide(run.run_id, "retry", { payload: { aspect_ratio: "1:1" } });
    expect(mended).toMatchObject({ status: "completed", suggested_payload: { aspect_ratio: "1:1" } });
  });

  test("is tried again with errors that somebody accepted with a reason before the first call", async () => {
    const asked = await rita.create({ model: fluxRef, hitl_config: { allowed_steps: ["payload_review"] } });
    await ann.decide(asked.run_id, "edit", { edits: { payload: { num_outputs: 9 } }, approve: false });
    replicate.nextAnswers("create_prediction", { kind: "status", status: 422, detail: "too many outputs" });
    const accepted = { acknowledge_issues: true, message: "their limit was raised" };
    const refused = await ann.decide(asked.run_id, "approve", accepted);
    expect(refused).toMatchObject({ status: "awaiting_human", current_step: "api_call" });
    replicate.nextAnswers("create_prediction", { kind: "status", status: 422, detail: "still too many" });
    const again = await ann.decide(asked.run_id, "retry");
    expect(again.attempts).toMatchObject([{ number: 1 }, { number: 2, outcome: "failed" }]);
  });

  test("may be edited and goes on, or rejected and ends", async () => {
    const edited = await ann.decide((await failed()).run_id, "edit", { edits: { payload: { seed: 12 } } });
    expect(edited).toMatchObject({ status: "completed", suggested_payload: { seed: 12 } });
    const rejected = await ann.decide((await failed()).run_id, "reject", { reason: "give up" });
    expect(rejected).toMatchObject({ status: "cancelled", current_step: "api_call" });
  });

  test("asks again when it fails again", async () => {
    const run = await failed();
    replicate.nextPredictions({ status: "failed", error: "again" });
    const again = await ann.decide(run.run_id, "retry");
    expect(again).toMatchObject({
      status: "awaiting_human",
      current_step: "api_call",
      error: { message: expect.stringContaining("again") },
    });
    expect(again.approval_token).not.toBe(run.approval_token);
  });
});

describe("a provider that refuses", () => {
  test("the input (422) is no success: the refusal is told and nothing is sent again", async () => {
    replicate.nextAnswers("create_prediction", {
      kind: "status",
      status: 422,
      detail: "input.prompt is wrong",
    });
    const run = await rita.create({ model: fluxRef, hitl_config: auto });
    expect(run).toMatchObject({
      status: "failed",
      error: { message: expect.stringContaining("input.prompt is wrong") },
    });
    expect(run.attempts).toHaveLength(1);
  });

  test("the token (401) never shows it", async () => {
    replicate.nextAnswers("create_prediction", {
      kind: "status",
      status: 401,
      detail: `bad token ${replicate.token}`,
    });
    const run = await rita.create({ model: fluxRef, hitl_config: auto });
    expect(run.status).toBe("failed");
    const log = await (await ann.get(`${runs}/${run.run_id}/events`)).text();
    expect(JSON.stringify(run) + log + JSON.stringify(app.lines)).not.toContain(replicate.token);
  });

  test("for the time being (503, 429) is tried again, and one call is made", async () => {
    const calls = replicate.predictions.length;
    replicate.nextAnswers("create_prediction", { kind: "status", status: 429, retryAfter: 1 });
    const run = await rita.create({ model: fluxRef, hitl_config: auto });
    expect(run).toMatchObject({ status: "completed", attempts: [{ number: 1, outcome: "succeeded" }] });
    expect(replicate.predictions.length).toBe(calls + 1);
  });
});

describe("an answer", () => {
  test("that is not good enough may be asked for again, with another payload", async () => {
    const { run_id } = await rita.create({ model: fluxRef });
    const first = await ann.decide(run_id, "approve");
    expect(first.current_step).toBe("response_review");
    const second = await ann.decide(run_id, "retry", { payload: { seed: 5 } });
    expect(second).toMatchObject({
      status: "awaiting_human",
      current_step: "response_review",
      suggested_payload: { seed: 5 },
      attempts: [{ number: 1 }, { number: 2, outcome: "succeeded" }],
    });
    const done = await ann.decide(run_id, "approve");
    expect(done.status).toBe("completed");
    expect(replicate.predictions.at(-1)?.input).toMatchObject({ seed: 5 });
    expect(await (await ann.get(`${runs}/${run_id}/outputs/0?attempt=1`)).arrayBuffer()).toBeTruthy();
    await problemOf(await rita.get(`${runs}/${run_id}/outputs/0?attempt=1`), "not_found");
  });

  test("whose file cannot be fetched is no success", async () => {
    replicate.nextAnswers(
      "file",
      ...Array.from({ length: 3 }, () => ({ kind: "status" as const, status: 404 })),
    );
    const run = await rita.create({ model: fluxRef, hitl_config: auto });
    expect(run).toMatchObject({
      status: "awaiting_human",
      current_step: "response_review",
      validation_issues: [{ severity: "error", issue: expect.stringContaining("could not be kept") }],
    });
  });
});
