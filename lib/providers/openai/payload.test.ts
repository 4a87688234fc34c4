import { describe, expect, test } from "vitest";
import type { JsonObject } from "@/lib/contracts/json";
import { createCleaner } from "../payload/clean-text";
import { ProviderError } from "../provider-error";
import { startOpenAiServer } from "./fixtures/server";
import { createOpenAi } from "./provider";

const server = await startOpenAiServer();
const provider = createOpenAi({
  key: server.key,
  baseUrl: server.url,
  cleaner: createCleaner([]),
  privateHosts: [],
  now: () => new Date(),
});
const anything = { components: { schemas: { Input: { type: "object" } } } };
const never = new AbortController().signal;

async function submitted(name: string, payload: JsonObject, version: string | null = null) {
  const call = { model: { name, version }, payload, attemptKey: "run_1.1", webhookUrl: null };
  return provider.execute.submit(call, never).catch((error: unknown) => error);
}

const pixel = "data:image/png;base64,AAAA";

describe("a payload that OpenAI is not sent", () => {
  test.each<[string, string, JsonObject]>([
    [
      "would answer in a stream",
      "text/gpt-5.4-mini",
      { prompt: "x", max_completion_tokens: 5, stream: true },
    ],
    ["would cost many times as much", "text/gpt-5.4-mini", { prompt: "x", max_completion_tokens: 5, n: 128 }],
    ["has no end", "text/gpt-5.4-mini", { prompt: "x" }],
    ["counts in words", "edits/gpt-image-2", { prompt: "x", image: [pixel], n: "10" }],
    ["holds nothing", "edits/gpt-image-2", { prompt: "x", image: [pixel], size: null }],
    [
      "holds more pictures than are taken",
      "edits/gpt-image-2",
      { prompt: "x", image: Array(17).fill(pixel) },
    ],
    ["names another model", "images/gpt-image-2", { prompt: "x", model: "gpt-image-9" }],
  ])(
    "%s: it is an error before anybody signs, has no estimate, and nothing is sent",
    async (_, name, payload) => {
      const model = { name, version: null, description: null, exampleInput: {}, openapiSchema: anything };
      const errors = provider.validatePayload(payload, model).filter(({ severity }) => severity === "error");
      expect(errors.length).toBeGreaterThan(0);
      expect(provider.estimateCost(payload, model)).toBeNull();
      const before = server.requests.length;
      const error = await submitted(name, payload);
      expect(error).toBeInstanceOf(ProviderError);
      expect(error).toMatchObject({ kind: "permanent", status: null });
      expect(server.requests.length).toBe(before);
    },
  );

  test("is for another model than its name says, unless the version is a date of it", async () => {
    const payload = { prompt: "x", max_completion_tokens: 5 };
    expect(await submitted("text/gpt-4.1-mini", payload, "gpt-5.4-pro")).toMatchObject({ kind: "permanent" });
    expect(await submitted("text/gpt-4.1-mini", payload, "gpt-4.1-mini-2025-04-14")).toMatchObject({
      status: "succeeded",
    });
    expect(server.taken.at(-1)).toMatchObject({ body: { model: "gpt-4.1-mini-2025-04-14" } });
  });

  test("has no estimate for a size without a price, and the dearer one for auto", () => {
    const model = {
      name: "images/gpt-image-2",
      version: null,
      description: null,
      exampleInput: {},
      openapiSchema: null,
    };
    expect(provider.estimateCost({ prompt: "x", size: "3840x2160", quality: "low" }, model)).toBeNull();
    expect(provider.estimateCost({ prompt: "x", size: "auto", quality: "auto", n: 2 }, model)).toMatchObject({
      amount: 0.422005,
      low: 0.012005,
    });
  });
});
