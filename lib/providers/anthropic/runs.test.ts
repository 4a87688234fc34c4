import { describe, expect, test } from "vitest";
import type { CreateRun } from "@/lib/contracts/create-run";
import { approveReview } from "@/lib/orchestrator/decisions/approve";
import { by, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { type Answer, type AnthropicServer, startAnthropicServer } from "./fixtures/server";

const asks: CreateRun["hitl_config"] = { policy: "require_human", allowed_steps: ["payload_review"] };
const haiku = { model: "anthropic:text/claude-haiku-5-5", prompt: "Why ships?" };

interface Desk extends AsyncDisposable {
  world: TestEngine;
  server: AnthropicServer;
}

async function desk(limits: Parameters<typeof TestEngine.start>[0] = {}): Promise<Desk> {
  const server = await startAnthropicServer();
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

/** A run that a person signs before it is called. */
async function signed({ world, server }: Desk, body: Partial<CreateRun>, ...answers: Answer[]) {
  const { run_id, status } = await world.create({ hitl_config: asks, ...body });
  expect([status, server.requests.length]).toEqual(["awaiting_human", 0]);
  server.nextAnswers(...answers);
  await approveReview(world.context, run_id, by(reviewerAnn), {
    acknowledge_issues: true,
    message: "I want to see what becomes of it.",
  });
  const state = await world.rest(run_id);
  return { state, run: await world.show(run_id) };
}

describe("a run on Anthropic", () => {
  test("that is signed writes a text without what was thought, and knows what it cost", async () => {
    await using one = await desk();
    const { state, run } = await signed(one, haiku);
    expect(state).toMatchObject({ status: "completed" });
    expect(run.result).toBe("You asked: Why ships?");
    // 4 tokens at $0.10 and at most 4,000 at $0.50 a million.
    expect(run.estimated_cost).toMatchObject({ amount: 0.002, low: 0, per: "token" });
    // 20 tokens read, 100 written.
    expect(state.billed_usd).toBe(0.000052);
    expect(one.server.taken.map(({ path, body }) => ({ path, body }))).toEqual([
      {
        path: "/v1/messages",
        body: {
          model: "claude-haiku-5-5",
          max_tokens: 4_000,
          messages: [{ role: "user", content: "Why ships?" }],
        },
      },
    ]);
  });

  test.each([
    ["whose answer got lost", { kind: "drop" }],
    ["that a gateway answered", { kind: "error", status: 502, text: "<html>Bad gateway</html>" }],
    ["that failed inside", { kind: "error", status: 500, type: "api_error" }],
    ["that got an answer nobody can read", { kind: "malformed" }],
  ] as const)("%s asks a person, and is never sent again", async (_, answer) => {
    await using one = await desk();
    const { state, run } = await signed(one, haiku, answer);
    expect(state).toMatchObject({
      status: "awaiting_human",
      step: "api_call",
      failure: {
        code: "unknown_outcome",
        message: expect.stringContaining("Anthropic does not tell of calls"),
      },
    });
    expect(run.attempts).toHaveLength(1);
    expect(one.server.requests).toHaveLength(1);
  });

  test.each([
    ["comes too often", 429, "rate_limit_error"],
    ["finds it overloaded", 529, "overloaded_error"],
  ])("that %s waits, and is taken once", async (_, status, type) => {
    await using one = await desk({ limits: { backoff: { first: 5, most: 20 } } });
    const busy: Answer = { kind: "error", status, type, headers: { "retry-after-ms": "20" } };
    const { state } = await signed(one, haiku, busy);
    expect(state).toMatchObject({ status: "completed" });
    expect([one.server.requests.length, one.server.taken.length]).toEqual([2, 1]);
  });

  test.each([
    ["an account without credit", { status: 402, type: "billing_error" }, "has no credit left: It says"],
    ["a key that is not taken", { status: 401, type: "authentication_error" }, "did not accept the API key"],
    [
      "a request it does not like",
      { status: 400, type: "invalid_request_error" },
      "Anthropic answered 400: It says",
    ],
    ["a model it does not have", { status: 404, type: "not_found_error" }, "Anthropic answered 404: It says"],
  ])("tells a person of %s, and sends nothing again", async (_, answer, words) => {
    await using one = await desk();
    const { state } = await signed(one, haiku, { kind: "error", ...answer });
    expect(state).toMatchObject({
      status: "awaiting_human",
      step: "api_call",
      failure: { message: expect.stringContaining(words) },
    });
    expect(one.server.requests).toHaveLength(1);
    expect(one.server.taken).toHaveLength(0);
  });

  test("that the model declines is no answer, and was charged", async () => {
    await using one = await desk();
    const { state } = await signed(one, haiku, { kind: "refusal", explanation: "I cannot help with that." });
    expect(state).toMatchObject({
      step: "api_call",
      failure: { message: "Anthropic refused the content by its rules: I cannot help with that." },
      billed_usd: 0.000052,
    });
  });

  test("that was cut off says so, and is not released unseen", async () => {
    await using one = await desk();
    const policy = { hitl_config: { policy: "require_human" } } as const;
    const { state, run } = await signed(one, { ...haiku, ...policy }, { kind: "cut" });
    expect(state).toMatchObject({ status: "awaiting_human", step: "response_review" });
    expect(JSON.stringify(run)).toContain("cut off");
  });
});
