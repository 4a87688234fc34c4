import { describe, expect, test, vi } from "vitest";
import { Run } from "@/lib/contracts/run";
import { exactly, problemOf, runOf, testApi, wanted } from "@/lib/testing/api";
import { fluxRef } from "@/lib/testing/engine";

const { app, replicate, rita, rob, ann } = await testApi();
const runs = "/api/hitl/runs";
const auto = { hitl_config: { policy: "auto" as const } };

describe("creating a run", () => {
  test("answers 200 with the run at rest, its address and its version", async () => {
    const response = await rita.post(runs, wanted());
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const run = await runOf(response);
    expect(run).toMatchObject({
      status: "awaiting_human",
      current_step: "payload_review",
      provider: "sandbox",
      model: "sandbox/image",
      created_by: { kind: "api_key", id: rita.id },
      actions_required: ["approve", "edit", "reject"],
      suggested_payload: { prompt: "a red bicycle on a quay" },
      result: null,
      error: null,
      path: "hitl",
    });
    expect(run.payload_digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(run.approval_token).toMatch(/^apt_/);
    expect(await rita.run(run.run_id)).toMatchObject({ run_id: run.run_id, version: run.version });
  });

  test("keeps what the client said about it", async () => {
    const said = { user_id: "u_1", session_id: "s_1", metadata: { order: { lines: [1, null, "x"] } } };
    const facts = {
      user_email: "u@example.com",
      agent_email: "a@example.com",
      log_id: "l",
      message_type: "m",
      document_url: "https://a.example/brief.png",
      webhook_url: "https://a.example/hook",
    };
    const run = await rita.create({ ...said, ...facts });
    expect(run).toMatchObject(said);
    expect(run.request).toEqual({ by: run.created_by, user_id: "u_1", session_id: "s_1", ...facts });
  });

  test("takes null for nothing, everywhere but inside what is the client's own", async () => {
    const nothing = {
      attachments: null,
      model: null,
      hitl_config: {
        policy: "auto",
        review_thresholds: { confidence_min: null, safety_flags: null },
        allowed_steps: null,
        timeout_seconds: null,
        on_timeout: null,
      },
      user_id: null,
      document_url: null,
      webhook_url: null,
      metadata: { kept: null },
      edits: { payload: null },
      unheard_of: null,
      agent_tool_config: {
        "sandbox-agent-tool": { data: { name: "sandbox/image", example_input: { style: null } }, more: null },
        "replicate-agent-tool": null,
      },
    };
    const response = await rita.post(runs, { prompt: "a red bicycle", ...nothing }, { prefer: "wait=15" });
    const run = await runOf(response);
    expect(run).toMatchObject({ metadata: { kept: null }, hitl_config: { policy: "auto" } });
    const thresholds = { ...nothing, hitl_config: { policy: "auto", review_thresholds: null } };
    await runOf(await rita.post(runs, { prompt: "a red bicycle", ...thresholds }));
    const none = {
      actor: null,
      message: null,
      approval_token: null,
      payload_digest: null,
      undo_seconds: null,
    };
    const waiting = await rita.create();
    const edits = { prompt: null, attachments: null, response: null, model: null, payload: { seed: null } };
    const edited = { ...none, edits, approve: null };
    expect(await ann.decide(waiting.run_id, "edit", edited)).toMatchObject({
      current_step: "response_review",
    });
    const another = await rita.create();
    expect(await ann.decide(another.run_id, "approve", { ...none, acknowledge_issues: null })).toMatchObject({
      decisions: [{ on_behalf_of: null, message: null }],
    });
  });

  test("lays its edits over the payload, as a revision by whoever asked", async () => {
    const run = await rita.create({ edits: { payload: { width: 640, seed: 7 } } });
    expect(run).toMatchObject({
      current_step: "payload_review",
      suggested_payload: { prompt: "a red bicycle on a quay", width: 640, seed: 7 },
    });
    const { data } = await (await ann.get(`${runs}/${run.run_id}/revisions`)).json();
    expect(data.map(({ kind }: { kind: string }) => kind)).toEqual(["example", "proposed", "edit"]);
    expect(data.at(-1)).toMatchObject({ actor: { id: rita.id }, digest: run.payload_digest });
    await ann.decide(run.run_id, "approve");
    expect(await ann.run(run.run_id)).toMatchObject({ attempts: [{ payload_digest: run.payload_digest }] });
  });

  test.each([
    ["no object", { payload: 4 }, "/edits/payload"],
    ["another key", { payload: {}, prompt: "no" }, "/edits/prompt"],
  ])("refuses edits of %s and says where", async (_, edits, pointer) => {
    for (const path of [runs, "/api/hitl/preview"]) {
      const { errors } = await problemOf(await rita.post(path, { ...wanted(), edits }), "validation_error");
      expect(errors?.map((error) => error.pointer)).toContain(pointer);
    }
  });

  test("takes null for whatever may be left out", async () => {
    const left = {
      attachments: null,
      metadata: null,
      hitl_config: null,
      agent_tool_config: null,
      edits: null,
    };
    const response = await rita.post(runs, { ...wanted(), ...left, user_id: null, document_url: null });
    expect(response.status).toBe(200);
    expect(await runOf(response)).toMatchObject({
      attachments: [],
      metadata: {},
      hitl_config: { policy: "require_human" },
    });
  });

  test("takes a tool configuration instead of a catalogue model", async () => {
    const data = {
      name: "sandbox/text",
      latest_version: "sandbox-1",
      example_input: { prompt: "Why?", max_words: 20 },
      anything: "else is let be",
    };
    const run = await rita.create({ ...auto, agent_tool_config: { "sandbox-agent-tool": { data } } });
    expect(run).toMatchObject({
      status: "completed",
      model: "sandbox/text",
      operation_type: "text_generation",
    });
    expect(run.suggested_payload).toEqual({ prompt: "a red bicycle on a quay", max_words: 20 });
    expect(run.result).toBeTypeOf("string");
  });

  test("counts document_url as the first attachment and puts an attachment with a field where it says", async () => {
    const document_url = "https://example.com/photo.png";
    const mask = { url: "https://example.com/mask.png", field: "mask" };
    const data = {
      name: "owner/inpainter",
      latest_version: "v1",
      example_input: {
        prompt: "p",
        image: "https://replicate.delivery/a.png",
        mask: "https://replicate.delivery/b.png",
      },
    };
    const run = await rita.create({
      document_url,
      attachments: [mask],
      agent_tool_config: { "replicate-agent-tool": { data } },
    });
    expect(run.attachments).toEqual([{ url: document_url }, mask]);
    expect(run.suggested_payload).toMatchObject({ image: document_url, mask: mask.url });
  });
});

describe("Prefer: wait", () => {
  test("answers 202 while the run still runs, and its address shows it at rest later", async () => {
    replicate.nextPredictions({ ends: "held" });
    const response = await rita.post(runs, wanted({ model: fluxRef, ...auto }), { prefer: "wait=1" });
    expect(response.status).toBe(202);
    const { run_id, status } = await runOf(response);
    expect(["queued", "running"]).toContain(status);
    await replicate.received("create_prediction");
    replicate.finish(replicate.predictions.at(-1)?.id ?? "");
    await expect.poll(async () => (await rita.run(run_id)).status, { timeout: 30_000 }).toBe("completed");
  });

  test("wait=0 does not wait at all", async () => {
    const next = vi.fn(async () => {});
    const listen = vi.spyOn(app.engine.context.wakeups, "listen");
    listen.mockReturnValueOnce({ next, close() {} });
    const response = await rita.post(runs, wanted({ model: fluxRef }), { prefer: "wait=0" });
    expect(response.status).toBe(202);
    expect(listen).toHaveBeenCalledOnce();
    expect(next).not.toHaveBeenCalled();
    listen.mockRestore();
  });

  test("waits five seconds when the client does not say", async () => {
    replicate.nextPredictions({ ends: "held" });
    const started = performance.now();
    const response = await rita.post(runs, wanted({ model: fluxRef, ...auto }));
    const waited = performance.now() - started;
    expect(response.status).toBe(202);
    expect(waited).toBeGreaterThan(4_900);
    expect(waited).toBeLessThan(20_000);
    await ann.decide((await runOf(response)).run_id, "cancel");
  });

  test("a preference that makes no sense is let be", async () => {
    for (const prefer of ["wait=soon", "wait=-1", "respond-async", "wait=99999999999"]) {
      const response = await rita.post(runs, wanted(), { prefer });
      expect([response.status, response.headers.get("preference-applied")]).toEqual([200, null]);
    }
  });

  test("is told when it counted, and how long at most, also when the answer is replayed", async () => {
    const headers = { "idempotency-key": "preferred", prefer: "respond-async, wait=99" };
    for (const replayed of [null, "true"]) {
      const response = await rita.post(runs, wanted(), headers);
      expect(response.headers.get("idempotent-replayed")).toBe(replayed);
      expect(response.headers.get("preference-applied")).toBe("wait=30");
      const { run_id } = await runOf(response);
      const decided = await ann.post(`${runs}/${run_id}/approve`, {}, { prefer: "wait=0" });
      expect(decided.headers.get("preference-applied")).toBe(replayed ? null : "wait=0");
    }
  });
});

describe("Idempotency-Key", () => {
  test("the same request again gets the first answer and makes no second run", async () => {
    const headers = { "idempotency-key": "one" };
    const first = await rita.post(runs, wanted(), headers);
    const before = await app.db.prisma.run.count();
    const again = await rita.post(runs, wanted(), headers);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    expect([again.status, again.headers.get("location"), again.headers.get("etag")]).toEqual([
      first.status,
      first.headers.get("location"),
      first.headers.get("etag"),
    ]);
    expect(await again.text()).toBe(await first.text());
    expect(await app.db.prisma.run.count()).toBe(before);
  });

  test("the same JSON in another order and spacing is the same request", async () => {
    const headers = { "idempotency-key": "spelling" };
    const { prompt, model } = wanted();
    const first = await runOf(await rita.post(runs, { prompt, model }, headers));
    const again = await runOf(await rita.post(runs, JSON.stringify({ model, prompt }, null, 4), headers));
    expect(again.run_id).toBe(first.run_id);
  });

  test("another body under the same key is a conflict", async () => {
    const headers = { "idempotency-key": "two" };
    await rita.post(runs, wanted(), headers);
    await problemOf(await rita.post(runs, wanted({ prompt: "a blue one" }), headers), "idempotency_conflict");
  });

  test("another client's equal key is another key", async () => {
    const headers = { "idempotency-key": "three" };
    const mine = await rita.create({}, headers);
    expect((await rob.create({}, headers)).run_id).not.toBe(mine.run_id);
  });

  test("twenty at once make one run", async () => {
    const before = await app.db.prisma.run.count();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => rita.post(runs, wanted(), { "idempotency-key": "twenty" })),
    );
    const bodies = await Promise.all(answers.map(async (answer) => exactly(Run, await answer.json())));
    expect(new Set(bodies.map((run) => run.run_id)).size).toBe(1);
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    expect(answers.filter((answer) => answer.headers.get("idempotent-replayed") === null)).toHaveLength(1);
    expect(await app.db.prisma.run.count()).toBe(before + 1);
  });

  test("a refused request leaves its key free", async () => {
    const headers = { "idempotency-key": "four" };
    await problemOf(await rita.post(runs, { prompt: "" }, headers), "validation_error");
    expect((await rita.post(runs, wanted(), headers)).status).toBe(200);
  });

  test("a decision's key gives its first answer again, also when the run has moved on", async () => {
    const { run_id } = await rita.create();
    const headers = { "idempotency-key": "decision", prefer: "wait=15" };
    const first = await ann.post(`${runs}/${run_id}/approve`, {}, headers);
    const again = await ann.post(`${runs}/${run_id}/approve`, {}, headers);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(await again.text()).toBe(await first.text());
    expect((await ann.run(run_id)).decisions).toHaveLength(1);
    await problemOf(
      await ann.post(`${runs}/${run_id}/approve`, { message: "other" }, headers),
      "idempotency_conflict",
    );
  });
});

test("a run's figures add up: time at the provider, time with people, steps", async () => {
  const created = await rita.create();
  const asked = await ann.decide(created.run_id, "approve");
  const { metadata_timings: timings, created_at, completed_at } = await ann.decide(asked.run_id, "approve");
  const total = Date.parse(completed_at ?? "") - Date.parse(created_at);
  expect(timings.total_execution_time_ms).toBe(total);
  expect(timings.human_review_time_ms).toBeGreaterThan(0);
  expect(timings.provider_execution_time_ms + timings.human_review_time_ms).toBeLessThanOrEqual(total);
  expect(timings.step_count).toBe(4);
  expect(await ann.run(created.run_id)).toMatchObject({ metadata_timings: timings });
});

describe("a model that cannot be called", () => {
  const tool = (name: string, latest_version: string | null) => ({
    agent_tool_config: {
      "replicate-agent-tool": { data: { name, latest_version, example_input: { prompt: "p" } } },
    },
  });

  test.each([
    ["test-model", "v1.0", "Replicate's models are named owner/name"],
    ["deployments/acme/painter", null, "deployments are not called from here"],
    ["owner/unheard-of", "v1.0", "Replicate does not know version v1.0 of owner/unheard-of"],
    ["nightmareai/real-esrgan", null, "Replicate runs nightmareai/real-esrgan by version only"],
  ])("%s at %s is known before anybody signs, and stays known after an edit", async (name, version, why) => {
    const response = await rita.post(
      runs,
      { ...wanted(tool(name, version)), ...auto },
      { prefer: "wait=15" },
    );
    expect(response.status).toBe(200);
    const run = await runOf(response);
    const told = { severity: "error", issue: expect.stringContaining(why) };
    expect(run).toMatchObject({ status: "awaiting_human", current_step: "payload_review" });
    expect(run.validation_issues).toContainEqual(expect.objectContaining(told));
    await problemOf(await ann.post(`${runs}/${run.run_id}/approve`), "unresolved_issues");
    const edited = await ann.decide(run.run_id, "edit", { edits: { payload: { prompt: "other" } } });
    expect(edited.validation_issues).toContainEqual(expect.objectContaining(told));
  });

  test("one in Replicate's own notation runs, in the tool's words and by reference", async () => {
    const version = "f121d640bd286e1fdc67f9799164c1d5be36ff74576ee11c803ae5b665dd46aa";
    const name = "nightmareai/real-esrgan";
    const attachments = ["https://example.com/photo.png"];
    for (const body of [tool(`${name}:${version}`, null), { model: `replicate:${name}:${version}` }]) {
      const run = await runOf(
        await rita.post(runs, { prompt: "larger", attachments, ...body, ...auto }, { prefer: "wait=15" }),
      );
      expect(run).toMatchObject({ model: name, model_version: version });
      expect(run.validation_issues.filter(({ field }) => field === "model")).toEqual([]);
    }
  });
});
