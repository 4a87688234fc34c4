import { describe, expect, test } from "vitest";
import type { JsonObject } from "@/lib/contracts/json";
import { createCleaner } from "../payload/clean-text";
import { billOf } from "./cost";
import { startAnthropicServer } from "./fixtures/server";
import { createAnthropic } from "./provider";

const server = await startAnthropicServer();
const provider = createAnthropic({
  key: server.environment.ANTHROPIC_API_KEY ?? null,
  baseUrl: server.environment.ANTHROPIC_BASE_URL ?? null,
  cleaner: createCleaner([]),
  now: () => new Date(),
});
const anything = { components: { schemas: { Input: { type: "object" } } } };
const describing = (name: string) => ({
  name,
  version: null,
  description: null,
  exampleInput: {},
  openapiSchema: anything,
});
const sent = (name: string, payload: JsonObject, version: string | null = null) =>
  provider.execute
    .submit(
      { model: { name, version }, payload, attemptKey: "run_1.1", webhookUrl: null },
      AbortSignal.timeout(5_000),
    )
    .catch((error: unknown) => error);

describe("a payload that Anthropic is not sent", () => {
  test.each<[string, string, JsonObject]>([
    ["would answer in a stream", "text/claude-haiku-5-5", { prompt: "x", max_tokens: 5, stream: true }],
    ["has no end", "text/claude-haiku-5-5", { prompt: "x" }],
    ["asks for more than is waited for", "text/claude-haiku-5-5", { prompt: "x", max_tokens: 128_000 }],
    ["says nothing", "text/claude-haiku-5-5", { prompt: "", max_tokens: 5 }],
    ["brings tools", "text/claude-haiku-5-5", { prompt: "x", max_tokens: 5, tools: [] }],
    ["names no model", "images/claude-haiku-5-5", { prompt: "x", max_tokens: 5 }],
  ])("%s: it is an error before anybody signs, and nothing is sent", async (_, name, payload) => {
    const model = describing(name);
    const errors = provider.validatePayload(payload, model).filter(({ severity }) => severity === "error");
    expect(errors.length).toBeGreaterThan(0);
    expect(provider.estimateCost(payload, model)).toBeNull();
    const before = server.requests.length;
    expect(await sent(name, payload)).toMatchObject({ kind: "permanent", status: null });
    expect(server.requests.length).toBe(before);
  });

  test("is for another model than its name says, unless the version is a day of it", async () => {
    const payload = { prompt: "x", max_tokens: 5 };
    expect(await sent("text/claude-haiku-4-5", payload, "claude-opus-5-5")).toMatchObject({
      kind: "permanent",
    });
    expect(await sent("text/claude-haiku-4-5", payload, "claude-haiku-4-5-20251001")).toMatchObject({
      status: "succeeded",
    });
    expect(server.taken.at(-1)).toMatchObject({ body: { model: "claude-haiku-4-5-20251001" } });
  });
});

describe("what a call of Anthropic costs", () => {
  const haiku = describing("text/claude-haiku-5-5");

  test("is dearer where the prompt is long", () => {
    const long = { prompt: "x".repeat(300_003), max_tokens: 1_000 };
    expect(provider.estimateCost({ prompt: "x", max_tokens: 1_000 }, haiku)?.high).toBe(0.0005);
    expect(provider.estimateCost(long, haiku)?.high).toBe(0.052501);
    expect(billOf("claude-haiku-5-5", { read: 100_001, cacheRead: 0, cacheWritten: 0, written: 0 })).toBe(
      0.050001,
    );
  });

  test("counts letters of other scripts as the tokens that they are", () => {
    const read = (prompt: string) => provider.estimateCost({ prompt, max_tokens: 1 }, haiku)?.low;
    expect(read("船".repeat(30_000))).toBe(0.003);
    expect(read("🚢".repeat(30_000))).toBe(0.004);
  });

  test("is not known for a model of another house, and is what an admin says where one did", () => {
    const payload = { prompt: "x", max_tokens: 1_000 };
    expect(provider.estimateCost(payload, describing("text/claude-of-ours"))).toBeNull();
    const priced = { ...haiku, price: { amountUsd: 0.25, per: "call" as const } };
    expect(provider.estimateCost(payload, priced)?.amount).toBe(0.25);
  });
});
