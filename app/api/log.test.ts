import { beforeEach, expect, test } from "vitest";
import { testApi } from "@/lib/testing/api";

const api = await testApi({ instanceName: "desk-1" });
const { ann, rita, app, nobody } = api;

beforeEach(() => {
  app.lines.length = 0;
});

/** The lines of a run, each by what happened. */
function linesOf(runId: string) {
  return app.lines.filter((line) => line.run_id === runId);
}

const secretPrompt = "the merger with Quillmark is signed on Friday";

test("a run is followed in a few lines, which hold neither its prompt nor a secret", async () => {
  const asked = await rita.create({
    prompt: secretPrompt,
    hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
    metadata: { ticket: secretPrompt },
  });
  const question = { approval_token: asked.approval_token, message: secretPrompt };
  await ann.decide(asked.run_id, "approve", question);
  const lines = linesOf(asked.run_id);
  expect(lines.map(({ event }) => event)).toEqual([
    "run_created",
    "awaiting_human",
    "decision",
    "attempt_submitted",
    "attempt_finished",
    "run_completed",
  ]);
  expect(lines.every((line) => line.level === 30 && line.instance === "desk-1" && line.step)).toBe(true);
  const provider_id = expect.stringMatching(/./);
  expect(lines[2]).toMatchObject({ action: "approve", by: ann.id, waited_ms: expect.any(Number) });
  expect(lines[3]).toMatchObject({ attempt: 1, provider_id });
  expect(lines[4]).toMatchObject({ outcome: "succeeded", provider_id, provider_ms: expect.any(Number) });
  expect(lines[5]).toMatchObject({ total_ms: expect.any(Number), human_ms: expect.any(Number) });
  const written = JSON.stringify(app.lines);
  for (const secret of [secretPrompt, asked.approval_token ?? "", "Bearer"])
    expect(written).not.toContain(secret);
});

test("a failed run is a warning that says the code, not the provider's words", async () => {
  api.replicate.nextPredictions({ status: "failed", error: `${secretPrompt} was refused` });
  const model = "replicate:black-forest-labs/flux-schnell";
  const run = await rita.create({ model, hitl_config: { policy: "auto" } });
  expect(linesOf(run.run_id).at(-1)).toMatchObject({
    level: 40,
    event: "run_failed",
    code: "provider_failed",
  });
  expect(JSON.stringify(app.lines)).not.toContain(secretPrompt);
});

test("the client's request id is answered and stands in the lines of its request, not in those of later work", async () => {
  const body = { prompt: "a quay", model: "sandbox:sandbox/image", hitl_config: { policy: "auto" } };
  const response = await rita.post("/api/hitl/runs", body, {
    "x-request-id": "edge-7f3a:1",
    prefer: "wait=15",
  });
  expect(response.headers.get("x-request-id")).toBe("edge-7f3a:1");
  const { run_id } = await response.json();
  const lines = linesOf(run_id);
  expect(lines[0]).toMatchObject({ event: "run_created", request_id: "edge-7f3a:1" });
  expect(lines.at(-1)).toMatchObject({ event: "run_completed" });
  expect(lines.at(-1)).not.toHaveProperty("request_id");
});

test.each(["", "two words", 'quote"d', "x".repeat(129), "ünicode"])(
  "the request id %j is replaced by one of ours, also in a refusal",
  async (given) => {
    const response = await nobody.get("/api/hitl/runs", { "x-request-id": given });
    expect(response.status).toBe(401);
    expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(app.lines).toMatchObject([
      { event: "request_refused", request_id: response.headers.get("x-request-id") },
    ]);
  },
);
