import type { OpenAI } from "openai";
import { type ReadBody, readBody } from "../read-body";
import { openAiLimits } from "./limits";

/** What came back, whatever the status; the body is read to its end, or to the limit. */
export interface OpenAiAnswer extends ReadBody {
  status: number;
  headers: Headers;
}

/** A request as the official client makes it. */
export type Making = (client: OpenAI, options: { signal: AbortSignal }) => Promise<unknown>;

export interface OpenAiClient {
  /**
   * Sends once what `make` makes. `body`, where given, is the very text that goes out. Rejects only when no answer
   * came, not even its head.
   */
  send(make: Making, signal: AbortSignal, body?: string): Promise<OpenAiAnswer>;
}

interface ClientOptions {
  key: string;
  baseUrl: string;
  fetch: typeof fetch;
}

/**
 * The official client, with each call sent exactly once. By itself it would repeat a request twice on 408, 409, 429,
 * 5xx and a lost connection (law 3): here it may not, and its `fetch` keeps the outcome and shows it an empty success.
 * It is loaded at the first call: whoever has no account need not wait for it.
 */
export function createClient({ key, baseUrl, fetch }: ClientOptions): OpenAiClient {
  return {
    async send(make, signal, body) {
      const { OpenAI } = await import("openai");
      let outcome: Promise<OpenAiAnswer> | null = null;
      const sendsOnce: typeof globalThis.fetch = async (input, init) => {
        outcome ??= complete(
          fetch(input, {
            ...init,
            ...(body !== undefined && { body }),
            headers: ownHeaders(init?.headers, key),
            redirect: "manual",
          }),
        );
        await outcome.catch(() => undefined);
        return new Response(null, { status: 204 });
      };
      const client = new OpenAI({
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
      });
      await make(client, { signal });
      if (outcome === null) throw new Error("The openai client sent nothing.");
      return outcome;
    },
  };
}

const sentHeaders = ["accept", "content-type", "user-agent", "x-client-request-id"];

/** Of the headers that the client makes only those that belong to the call: it adds what the environment says, too. */
function ownHeaders(made: ConstructorParameters<typeof Headers>[0], key: string): Headers {
  const all = new Headers(made);
  const kept = sentHeaders.flatMap((name): [string, string][] => {
    const value = all.get(name);
    return value === null ? [] : [[name, value]];
  });
  return new Headers([...kept, ["authorization", `Bearer ${key}`]]);
}

async function complete(answer: Promise<Response>): Promise<OpenAiAnswer> {
  const response = await answer;
  const { status, headers } = response;
  return { status, headers, ...(await readBody(response, openAiLimits.answerBytes)) };
}
