import { describe, expect, test, vi } from "vitest";
import type { CreateRun } from "@/lib/contracts/create-run";
import { approveReview } from "@/lib/orchestrator/decisions/approve";
import { endHold } from "@/lib/orchestrator/holds/end-hold";
import { placeHold } from "@/lib/orchestrator/holds/place-hold";
import { testAdmin } from "@/lib/testing/app";
import { by, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { type Answer, type OpenAiServer, startOpenAiServer } from "./fixtures/server";

const asks: CreateRun["hitl_config"] = { policy: "require_human", allowed_steps: ["payload_review"] };
const pixel =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

interface Desk extends AsyncDisposable {
  world: TestEngine;
  server: OpenAiServer;
}

async function desk(limits: Parameters<typeof TestEngine.start>[0] = {}): Promise<Desk> {
  const server = await startOpenAiServer();
  const world = await TestEngine.start({ environment: server.environment, ...limits });
  return {
    world,
    server,
    async [Symbol.asyncDispose]() {
      await world[Symbol.asyncDispose]();
      await server.close();
    },
  };
}

const acknowledging = { acknowledge_issues: true, message: "I want to see what becomes of it." };

/** A run that a person signs before it is called. */
async function signed({ world, server }: Desk, body: Partial<CreateRun>, ...answers: Answer[]) {
  const { run_id, status } = await world.create({ hitl_config: asks, ...body });
  expect([status, server.requests.length]).toEqual(["awaiting_human", 0]);
  server.nextAnswers(...answers);
  await approveReview(world.context, run_id, by(reviewerAnn), acknowledging);
  const state = await world.rest(run_id);
  return { state, run: await world.show(run_id) };
}

const error = (status: number, code: string, type = "invalid_request_error"): Answer => ({
  kind: "error",
  status,
  error: { message: `It says ${code}.`, type, code },
});

describe("a run on OpenAI", () => {
  test("that is signed draws pictures, keeps them, and knows what they cost", async () => {
    await using one = await desk();
    const { state, run } = await signed(one, { model: "openai:images/gpt-image-2", prompt: "a red bicycle" });
    expect(state).toMatchObject({ status: "completed" });
    expect(run.estimated_cost).toMatchObject({ amount: 0.05302, per: "output" });
    expect(run.outputs).toMatchObject([{ kind: "image", content_type: "image/png" }]);
    // 50 tokens of text at $5, 1,000 of pictures at $30 a million.
    expect(state.billed_usd).toBe(0.03025);
    expect(one.server.taken.map(({ path, body }) => ({ path, body }))).toEqual([
      {
        path: "/v1/images/generations",
        body: { model: "gpt-image-2", prompt: "a red bicycle", n: 1, size: "1024x1024", quality: "medium" },
      },
    ]);
    expect(one.server.requests[0]?.headers["x-client-request-id"]).toBe(`${state.run_id}.1`);
  });

  test("never carries a header that this machine's environment says to other programs", async () => {
    await using one = await desk();
    vi.stubEnv("OPENAI_CUSTOM_HEADERS", "x-other-token: abc\nAuthorization: Bearer other");
    const { state } = await signed(one, { model: "openai:images/gpt-image-2", prompt: "a red bicycle" });
    vi.unstubAllEnvs();
    expect(state.status).toBe("completed");
    expect(one.server.requests[0]?.headers).not.toHaveProperty("x-other-token");
  });

  test("that is signed edits a picture, which goes out as a file", async () => {
    await using one = await desk();
    const { state, run } = await signed(one, {
      model: "openai:edits/gpt-image-2",
      prompt: "make it blue",
      attachments: [{ url: pixel }],
    });
    expect(state).toMatchObject({ status: "completed" });
    expect(run.outputs).toMatchObject([{ kind: "image" }]);
    expect(one.server.taken).toMatchObject([
      {
        path: "/v1/images/edits",
        body: { model: "gpt-image-2", prompt: "make it blue", image: [{ type: "image/png" }] },
      },
    ]);
    expect(one.server.requests).toHaveLength(1);
  });

  test("that is signed writes a text", async () => {
    await using one = await desk();
    const { state, run } = await signed(one, { model: "openai:text/gpt-5.4-mini", prompt: "Why ships?" });
    expect(state).toMatchObject({ status: "completed" });
    expect(run.result).toBe("You asked: Why ships?");
    expect(state.billed_usd).toBe(0.000465);
    expect(one.server.taken).toMatchObject([
      { body: { model: "gpt-5.4-mini", messages: [{ role: "user", content: "Why ships?" }] } },
    ]);
  });

  test.each([
    ["whose answer got lost", { kind: "drop" }],
    ["that a gateway answered", { kind: "error", status: 502, error: "<html>Bad gateway</html>" }],
    ["that got an answer nobody can read", { kind: "malformed" }],
  ] as const)("%s asks a person, and is never sent again", async (_, answer) => {
    await using one = await desk();
    const { state, run } = await signed(one, { model: "openai:text/gpt-5.4-mini" }, answer);
    expect(state).toMatchObject({
      status: "awaiting_human",
      step: "api_call",
      failure: { code: "unknown_outcome", message: expect.stringContaining("OpenAI does not tell of calls") },
    });
    expect(run.attempts).toHaveLength(1);
    expect(one.server.requests).toHaveLength(1);
  });

  test("that comes too often waits as it was asked to, and is taken once", async () => {
    await using one = await desk({ limits: { backoff: { first: 5, most: 20 } } });
    const busy = { ...error(429, "rate_limit_exceeded", "requests"), headers: { "retry-after-ms": "20" } };
    const { state } = await signed(one, { model: "openai:text/gpt-5.4-mini" }, busy as Answer);
    expect(state).toMatchObject({ status: "completed" });
    expect([one.server.requests.length, one.server.taken.length]).toEqual([2, 1]);
  });

  test.each([
    [
      "a content that its rules forbid",
      error(400, "moderation_blocked", "image_generation_user_error"),
      "refused the content by its rules: It says",
    ],
    [
      "an account without credit",
      error(429, "insufficient_quota", "insufficient_quota"),
      "has no credit left: It says",
    ],
    ["a key that is not taken", error(401, "invalid_api_key"), "did not accept the API key (401)"],
    ["a request it does not like", error(400, "invalid_value"), "OpenAI answered 400: It says"],
  ])("tells a person of %s, and sends nothing again", async (_, answer, words) => {
    await using one = await desk();
    const { state } = await signed(one, { model: "openai:images/gpt-image-2" }, answer);
    expect(state).toMatchObject({
      status: "awaiting_human",
      step: "api_call",
      failure: { message: expect.stringContaining(words) },
    });
    expect(one.server.requests).toHaveLength(1);
    expect(one.server.taken).toHaveLength(0);
  });

  test("that the model declines is no answer, though it was made", async () => {
    await using one = await desk();
    const declined = { kind: "refusal", text: "I cannot help with that." } as const;
    const { state } = await signed(one, { model: "openai:text/gpt-5.4-mini" }, declined);
    expect(state).toMatchObject({
      step: "api_call",
      failure: { message: "OpenAI refused the content by its rules: I cannot help with that." },
    });
    expect(one.server.requests).toHaveLength(1);
  });

  test("that was cut off says so, and is not released unseen", async () => {
    await using one = await desk();
    const { state, run } = await signed(
      one,
      { model: "openai:text/gpt-5.4-mini", hitl_config: { policy: "require_human" } },
      { kind: "cut" },
    );
    expect(state).toMatchObject({ status: "awaiting_human", step: "response_review" });
    expect(JSON.stringify(run)).toContain("cut off");
  });

  test("whose picture lies in a private network sends nothing, and says nothing of OpenAI", async () => {
    await using one = await desk({ providerLimits: { failures: 1 } });
    const { state } = await signed(one, {
      model: "openai:edits/gpt-image-2",
      attachments: [{ url: "http://169.254.169.254/latest/meta-data.png" }],
    });
    expect(state).toMatchObject({ failure: { message: expect.stringContaining("private network") } });
    expect(one.server.requests).toHaveLength(0);
    expect(one.world.context.registry.byName("openai").getRateLimitStatus().limited).toBe(false);
  });

  test("that was held while its pictures were fetched does not leave before the hold has ended", async () => {
    await using one = await desk();
    const { context } = one.world;
    const { execute } = context.registry.byName("openai");
    const { gather } = execute;
    const held: string[] = [];
    Object.assign(execute, {
      async gather(...asked: Parameters<NonNullable<typeof gather>>) {
        const files = await gather?.(...asked);
        if (held.length === 0) held.push((await placeHold(context, testAdmin, { for: {}, why: "Stop" })).id);
        return files;
      },
    });
    const body = { model: "openai:edits/gpt-image-2", attachments: [{ url: pixel }], hitl_config: asks };
    const { run_id } = await one.world.create(body);
    await approveReview(context, run_id, by(reviewerAnn), acknowledging);
    const waits = async () => (await one.world.show(run_id)).held_back_by?.kind;
    await expect.poll(waits, { timeout: 30_000 }).toBe("hold");
    expect(one.server.requests).toHaveLength(0);
    await endHold(context, testAdmin, held[0] ?? "", {});
    expect((await one.world.rest(run_id)).status).toBe("completed");
    expect(one.server.requests).toHaveLength(1);
  });

  test("that was charged for a refusal says so", async () => {
    await using one = await desk();
    const declined = { kind: "refusal", text: "No." } as const;
    const { state } = await signed(one, { model: "openai:text/gpt-5.4-mini" }, declined);
    expect(state.billed_usd).toBe(0.000465);
  });
});
