import Replicate from "replicate";
import { printJson } from "@/lib/contracts/json-text";
import { type ReadBody, readBody } from "../read-body";
import { replicateLimits } from "./limits";

/** A call to Replicate's HTTP API, below the base URL. */
export interface ReplicateRequest {
  method: "GET" | "POST";
  path: string;
  params?: Record<string, string>;
  data?: object;
  /** Goes out by the client's own files.create; `path` and `method` are that one's. */
  file?: { blob: Blob; name: string };
  headers?: Record<string, string>;
}

/** What came back, whatever the status; the body is read to its end, or to the limit. */
export interface ReplicateAnswer extends ReadBody {
  status: number;
  headers: Headers;
}

export interface ReplicateClient {
  /** Sends once. Rejects only when no answer came, not even its head. */
  send(request: ReplicateRequest, signal: AbortSignal): Promise<ReplicateAnswer>;
}

export interface ClientOptions {
  token: string;
  baseUrl: string;
  fetch: typeof fetch;
  timeoutMs?: number;
}

/**
 * The official client, with each call sent exactly once.
 *
 * On its own that client repeats a request up to five times: on 429, on 5xx of a GET, and on
 * every thrown error, POSTs included, so a dropped connection would submit a prediction six
 * times (law 3). Here its `fetch` carries the request out, keeps the outcome and shows the
 * client an empty success, so there is never a failure for it to repeat.
 */
export function createClient({ token, baseUrl, fetch, timeoutMs }: ClientOptions): ReplicateClient {
  return {
    async send({ method, path, params, data, headers, file }, signal) {
      // What an upload may take is for whoever asks for one to say.
      const bounded = file
        ? signal
        : AbortSignal.any([signal, AbortSignal.timeout(timeoutMs ?? replicateLimits.requestTimeoutMs)]);
      // Its own way of writing JSON knows no BigInt: it is told that there is a body, and what is sent is ours.
      const body = data && { body: printJson(data) };
      let outcome: Promise<ReplicateAnswer> | null = null;
      const client = new Replicate({
        auth: token,
        baseUrl,
        userAgent: "countersign",
        useFileOutput: false,
        fetch: async (input, init) => {
          outcome ??= complete(fetch(input, { ...init, ...body, redirect: "manual" }));
          await outcome.catch(() => undefined);
          return new Response(null, { status: 204 });
        },
      });
      if (file) {
        const named = Object.assign(file.blob, { name: file.name });
        // It wants to read an answer that it is not shown.
        await client.files.create(named, {}, { signal: bounded }).catch(() => undefined);
        if (outcome === null) throw new Error("The replicate client sent nothing.");
        return outcome;
      }
      await client.request(path, {
        method,
        signal: bounded,
        ...(params && { params }),
        ...(data && { data: {} }),
        ...(headers && { headers }),
      });
      if (outcome === null) throw new Error("The replicate client sent nothing.");
      return outcome;
    },
  };
}

async function complete(answer: Promise<Response>): Promise<ReplicateAnswer> {
  const response = await answer;
  const { status, headers } = response;
  return { status, headers, ...(await readBody(response, replicateLimits.answerBytes)) };
}
