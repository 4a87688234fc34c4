import type { OpenAI } from "openai";
import { type Making, throughClient, type WholeAnswer } from "../through-client";
import { openAiLimits } from "./limits";

export interface OpenAiClient {
  /**
   * Sends once what `make` makes. `body`, where given, is the very text that goes out. Rejects only when no answer
   * came, not even its head.
   */
  send(make: Making<OpenAI>, signal: AbortSignal, body?: string): Promise<WholeAnswer>;
}

interface ClientOptions {
  key: string;
  baseUrl: string;
  fetch: typeof fetch;
}

const kept = ["accept", "content-type", "user-agent", "x-client-request-id"];

/** The official client. It is loaded at the first call: whoever has no account need not wait for it. */
export function createClient({ key, baseUrl, fetch }: ClientOptions): OpenAiClient {
  const headers = { authorization: `Bearer ${key}` };
  return {
    async send(make, signal, body) {
      const { OpenAI } = await import("openai");
      return throughClient({ fetch, body, kept, headers, most: openAiLimits.answerBytes }, (sendsOnce) =>
        make(
          new OpenAI({
            apiKey: key,
            baseURL: baseUrl,
            // What this process's environment says to other programs is not for us, and its log would repeat prompts.
            organization: null,
            project: null,
            logLevel: "off",
            maxRetries: 0,
            timeout: openAiLimits.answersWithin,
            // Without a `Response` beside it the client would try this one out before it sends a form.
            fetch: Object.assign(sendsOnce, { Response }),
          }),
          { signal },
        ),
      );
    },
  };
}
