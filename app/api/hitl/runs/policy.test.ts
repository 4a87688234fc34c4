import { describe, expect, test } from "vitest";
import type { HitlConfig } from "@/lib/contracts/policy";
import type { Run } from "@/lib/contracts/run";
import { testApi } from "@/lib/testing/api";
import { fluxRef } from "@/lib/testing/engine";

const { replicate, rita, ann } = await testApi();

const stoppedAt = (run: Run) => [run.status, run.current_step];
const asking = (run: Run) => run.policy_trace.filter((entry) => entry.asks);
const thresholds = (
  review_thresholds: HitlConfig["review_thresholds"] = {},
): { hitl_config: HitlConfig } => ({
  hitl_config: { policy: "auto_with_thresholds", review_thresholds },
});
/** Steps at which the run's history says that it waited, in order. */
const waits = (run: Run) =>
  run.step_history.filter((entry) => entry.status === "awaiting_human").map((entry) => entry.step);

describe("require_human", () => {
  test("is the policy when hitl_config is absent, with every default filled in", async () => {
    const run = await rita.create();
    expect(stoppedAt(run)).toEqual(["awaiting_human", "payload_review"]);
    expect(run.hitl_config).toEqual({
      policy: "require_human",
      review_thresholds: {
        confidence_min: 0.9,
        payload_changes_max: 5,
        response_quality_min: 0.7,
        cost_max_usd: null,
        safety_flags: ["pii", "nsfw", "copyright"],
      },
      allowed_steps: ["payload_review", "response_review"],
      timeout_seconds: 3600,
      on_timeout: "expire",
    });
  });

  test("stops at payload_review, then at response_review, and never twice at one step", async () => {
    const created = await rita.create({ hitl_config: { policy: "require_human" } });
    expect(asking(created)).toEqual([
      {
        step: "payload_review",
        rule: "require_human",
        measured: "payload_review",
        threshold: ["payload_review", "response_review"],
        asks: true,
        reason: "Policy asks for a person at payload review",
      },
    ]);
    const answered = await ann.decide(created.run_id, "approve");
    expect(stoppedAt(answered)).toEqual(["awaiting_human", "response_review"]);
    expect(answered).toMatchObject({ result: null, outputs: [{ index: 0, content_type: "image/png" }] });
    const done = await ann.decide(created.run_id, "approve");
    expect(stoppedAt(done)).toEqual(["completed", "completed"]);
    expect(done.result).toEqual([`/api/hitl/runs/${done.run_id}/outputs/0`]);
    expect(waits(done)).toEqual(["payload_review", "response_review"]);
    expect(done.decisions.map(({ action, step }) => [action, step])).toEqual([
      ["approve", "payload_review"],
      ["approve", "response_review"],
    ]);
  });

  test("asks only at the allowed steps", async () => {
    const allowed_steps: HitlConfig["allowed_steps"] = ["information_review"];
    const run = await rita.create({ hitl_config: { policy: "require_human", allowed_steps } });
    expect(stoppedAt(run)).toEqual(["awaiting_human", "information_review"]);
    const done = await ann.decide(run.run_id, "approve");
    expect(done.status).toBe("completed");
    expect(waits(done)).toEqual(["information_review"]);
  });

  test("an empty list of steps names none, so the usual ones stand", async () => {
    const run = await rita.create({ hitl_config: { policy: "require_human", allowed_steps: [] } });
    expect(stoppedAt(run)).toEqual(["awaiting_human", "payload_review"]);
    expect(run.hitl_config.allowed_steps).toEqual(["payload_review", "response_review"]);
  });
});

describe("auto", () => {
  test("completes in one request without asking anybody", async () => {
    const run = await rita.create({ hitl_config: { policy: "auto" } });
    expect(run).toMatchObject({ status: "completed", decisions: [], error: null });
    expect(waits(run)).toEqual([]);
    expect(asking(run)).toEqual([]);
    expect(run.result).toHaveLength(1);
  });

  test("does not ask for what thresholds would ask for", async () => {
    const prompt = "call 555-123-4567 about Mickey Mouse";
    expect((await rita.create({ prompt, hitl_config: { policy: "auto" } })).status).toBe("completed");
  });

  test("waits all the same when the payload has an error", async () => {
    const data = { name: "sandbox/image", example_input: { prompt: "x", width: "wide" } };
    const run = await rita.create({
      hitl_config: { policy: "auto" },
      agent_tool_config: { "sandbox-agent-tool": { data } },
    });
    expect(stoppedAt(run)).toEqual(["awaiting_human", "payload_review"]);
    expect(run.validation_issues).toMatchObject([{ pointer: "/width", severity: "error" }]);
    expect(asking(run)).toMatchObject([{ rule: "error_issues", measured: 1, threshold: 0 }]);
  });

  test("waits all the same when mending it changed what was asked for, and the log says so", async () => {
    const data = { name: "sandbox/image", example_input: { prompt: "x", width: 9_999 } };
    const run = await rita.create({
      hitl_config: { policy: "auto" },
      agent_tool_config: { "sandbox-agent-tool": { data } },
    });
    expect(run).toMatchObject({
      status: "awaiting_human",
      current_step: "payload_review",
      suggested_payload: { width: 1024 },
      validation_issues: [{ pointer: "/width", severity: "error" }],
    });
    const { data: log } = await (await rita.get(run.events_url)).json();
    const revisions = log.filter((entry: { type: string }) => entry.type === "payload_revised");
    expect(revisions.map((entry: { data: { kind: string } }) => entry.data.kind)).toEqual([
      "example",
      "proposed",
      "autofix",
    ]);
  });

  test("waits all the same when an attachment has no place", async () => {
    const attachments = [{ url: "https://example.com/a.png", field: "nowhere" }];
    const run = await rita.create({ attachments, hitl_config: { policy: "auto" } });
    expect(stoppedAt(run)).toEqual(["awaiting_human", "payload_review"]);
    expect(run.validation_issues.some((issue) => issue.severity === "error")).toBe(true);
  });

  test("waits all the same when the answer is empty", async () => {
    replicate.nextPredictions({ output: [] });
    const run = await rita.create({ model: fluxRef, hitl_config: { policy: "auto" } });
    expect(stoppedAt(run)).toEqual(["awaiting_human", "response_review"]);
  });
});

describe("auto_with_thresholds", () => {
  test("goes through when nothing trips, and the trace says what was measured", async () => {
    const run = await rita.create(thresholds());
    expect(run.status).toBe("completed");
    expect(run.policy_trace.map(({ rule, asks }) => [rule, asks])).toEqual([
      ["confidence_min", false],
      ["safety_flags", false],
      ["error_issues", false],
      ["payload_changes_max", false],
      ["cost_max_usd", false],
      ["error_issues", false],
      ["response_quality_min", false],
    ]);
  });

  test("asks when it is less sure than confidence_min where things belong", async () => {
    const data = { name: "owner/model", latest_version: "v", example_input: { q: "a red bicycle" } };
    const run = await rita.create({
      ...thresholds({ confidence_min: 1 }),
      agent_tool_config: { "replicate-agent-tool": { data } },
    });
    expect(stoppedAt(run)).toEqual(["awaiting_human", "information_review"]);
    expect(asking(run)).toMatchObject([
      { step: "information_review", rule: "confidence_min", threshold: 1, measured: expect.any(Number) },
    ]);
    expect(run.message).toMatch(/confidence \d+ % is under 100 %/);
  });

  test.each([
    ["pii", "write to jane.doe@example.com"],
    ["nsfw", "a nude in the rain"],
    ["copyright", "Mickey Mouse on a quay"],
  ] as const)("asks when the request looks like %s", async (flag, prompt) => {
    const run = await rita.create({ prompt, ...thresholds() });
    expect(stoppedAt(run)).toEqual(["awaiting_human", "information_review"]);
    expect(asking(run)).toMatchObject([{ rule: "safety_flags", measured: [flag] }]);
    expect(asking(run).map((entry) => entry.reason)).toEqual([run.message]);
  });

  test("does not ask for a flag that nobody watches", async () => {
    const run = await rita.create({ prompt: "Mickey Mouse", ...thresholds({ safety_flags: ["pii"] }) });
    expect(run.status).toBe("completed");
  });

  test("asks when more than payload_changes_max leaves differ from the example", async () => {
    const data = { name: "sandbox/image", example_input: { prompt: "x", width: 512 } };
    const body = { agent_tool_config: { "sandbox-agent-tool": { data } } };
    expect((await rita.create({ ...body, ...thresholds({ payload_changes_max: 0 }) })).status).toBe(
      "completed",
    );
    const withPicture = { attachments: ["data:image/png;base64,AAAA"], model: "sandbox:sandbox/image" };
    const placed = await rita.create({
      ...withPicture,
      ...thresholds({ payload_changes_max: 0, confidence_min: 0 }),
    });
    expect(placed.policy_trace.find((entry) => entry.rule === "payload_changes_max")).toMatchObject({
      measured: 0,
    });
    const old = {
      name: "owner/m",
      latest_version: "v",
      example_input: { prompt: "x", image: "https://a.example/b.png" },
    };
    replicate.addModel({ name: old.name, version: old.latest_version });
    const gone = await rita.create({
      agent_tool_config: { "replicate-agent-tool": { data: old } },
      ...thresholds({ payload_changes_max: 0, confidence_min: 0 }),
    });
    expect(stoppedAt(gone)).toEqual(["awaiting_human", "payload_review"]);
    expect(asking(gone)).toMatchObject([
      { rule: "payload_changes_max", measured: 1, threshold: 0, reason: expect.stringContaining("1 change") },
    ]);
  });

  test("asks when the estimate is over cost_max_usd", async () => {
    const run = await rita.create({ model: fluxRef, ...thresholds({ cost_max_usd: 0.0001 }) });
    expect(stoppedAt(run)).toEqual(["awaiting_human", "payload_review"]);
    expect(asking(run)).toMatchObject([
      { rule: "cost_max_usd", measured: run.estimated_cost?.amount, threshold: 0.0001 },
    ]);
    expect(run.message).toMatch(/^Estimated cost \$0\.\d+ is over \$0\.0001$/);
  });

  test("asks when the cost is not known and a limit is set, and only then", async () => {
    const data = { name: "owner/unpriced", latest_version: "v", example_input: { prompt: "x" } };
    const body = { agent_tool_config: { "replicate-agent-tool": { data } } };
    replicate.addModel({ name: data.name, version: data.latest_version });
    const run = await rita.create({ ...body, ...thresholds({ cost_max_usd: 100 }) });
    expect(run.estimated_cost).toBeNull();
    expect(asking(run)).toMatchObject([{ rule: "cost_max_usd", measured: null, threshold: 100 }]);
    expect(run.message).toContain("The cost is not known");
    const free = await rita.create({ ...body, ...thresholds() });
    expect(free.policy_trace.find((entry) => entry.rule === "cost_max_usd")).toMatchObject({ asks: false });
  });

  test("asks when the answer's quality is under response_quality_min", async () => {
    const run = await rita.create(thresholds({ response_quality_min: 1 }));
    expect(run.status).toBe("completed");
    replicate.nextPredictions({ output: Array.from({ length: 20 }, () => "the same line\n") });
    const poor = await rita.create({
      model: "replicate:meta/meta-llama-3-8b-instruct",
      ...thresholds({ response_quality_min: 1 }),
    });
    expect(stoppedAt(poor)).toEqual(["awaiting_human", "response_review"]);
    expect(asking(poor)).toMatchObject([{ rule: "response_quality_min", threshold: 1 }]);
  });

  test("waits for one threshold after the other, once for each step", async () => {
    replicate.nextPredictions({ output: Array.from({ length: 20 }, () => "the same line\n") });
    const first = await rita.create({
      prompt: "write to jane.doe@example.com",
      model: "replicate:meta/meta-llama-3-8b-instruct",
      ...thresholds({ cost_max_usd: 0, response_quality_min: 1 }),
    });
    expect(first.current_step).toBe("information_review");
    const second = await ann.decide(first.run_id, "approve");
    expect(second.current_step).toBe("payload_review");
    const third = await ann.decide(first.run_id, "approve");
    expect(third.current_step).toBe("response_review");
    const done = await ann.decide(first.run_id, "approve");
    expect(done.status).toBe("completed");
    expect(waits(done)).toEqual(["information_review", "payload_review", "response_review"]);
    expect(asking(done).map((entry) => entry.rule)).toEqual([
      "safety_flags",
      "cost_max_usd",
      "response_quality_min",
    ]);
  });

  test("asks only at allowed steps, and the trace says what it let pass", async () => {
    const run = await rita.create({
      prompt: "Mickey Mouse",
      hitl_config: { policy: "auto_with_thresholds", allowed_steps: ["payload_review"] },
    });
    expect(run.status).toBe("completed");
    expect(run.policy_trace.find((entry) => entry.rule === "safety_flags")).toMatchObject({
      asks: false,
      reason: expect.stringContaining("information review is not among the allowed steps"),
    });
  });

  test("an empty list of steps names none, so it asks everywhere", async () => {
    const run = await rita.create({
      prompt: "Mickey Mouse",
      hitl_config: { policy: "auto_with_thresholds", allowed_steps: [] },
    });
    expect(run.current_step).toBe("information_review");
  });
});
