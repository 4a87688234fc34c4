import type { Anthropic } from "@anthropic-ai/sdk";
import { type Making, throughClient, type WholeAnswer } from "../through-client";
import { anthropicLimits } from "./limits";

export interface AnthropicClient {
  /** Sends once what `make` makes, with `body` as the very text. Rejects only when no answer came, not even its head. */
  send(make: Making<Anthropic>, signal: AbortSignal, body: string): Promise<WholeAnswer>;
}

interface ClientOptions {
  key: string;
  baseUrl: string;
  fetch: typeof fetch;
}

const kept = ["accept", "content-type", "user-agent", "anthropic-version"];

/** The official client. It is loaded at the first call: whoever has no account need not wait for it. */
export function createClient({ key, baseUrl, fetch }: ClientOptions): AnthropicClient {
  const headers = { "x-api-key": key };
  return {
    async send(make, signal, body) {
      const { Anthropic } = await import("@anthropic-ai/sdk");
      return throughClient({ fetch, body, kept, headers, most: anthropicLimits.answerBytes }, (sendsOnce) =>
        make(
          new Anthropic({
            apiKey: key,
            baseURL: baseUrl,
            // Its log would repeat prompts, and its spans would go where the environment of others says.
            logLevel: "off",
            openTelemetry: false,
            maxRetries: 0,
            timeout: anthropicLimits.answersWithin,
            fetch: sendsOnce,
          }),
          { signal },
        ),
      );
    },
  };
}
