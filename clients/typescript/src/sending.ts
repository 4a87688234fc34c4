import { CountersignError } from "./countersign-error.js";

type Fetch = typeof fetch;
export interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

const tries = 4;

/**
 * Sends again what nobody answered, or what was answered "not now" (429, 502, 503, 504): up to four times, after what
 * `Retry-After` says or a growing pause. Only what may be sent twice is: what reads, and what has an `Idempotency-Key`.
 */
export function patient(send: Fetch): Fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const repeatable = request.method === "GET" || request.headers.has("idempotency-key");
    for (let attempt = 1; ; attempt += 1) {
      const last = !repeatable || attempt === tries;
      let pause = 250 * 2 ** (attempt - 1);
      try {
        const response = await send(last ? request : request.clone());
        if (last || ![429, 502, 503, 504].includes(response.status)) return response;
        const asked = Number(response.headers.get("retry-after") ?? Number.NaN);
        if (Number.isFinite(asked)) pause = asked * 1000;
        await response.body?.cancel();
      } catch (error) {
        if (last || request.signal.aborted) throw error;
      }
      await delay(pause, request.signal);
    }
  };
}

/** The answer's data; what is no 2xx is thrown. */
export async function take<Data>(sent: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await sent;
  if (!response.ok) throw new CountersignError(response, error);
  return data as Data;
}

/** The response itself, for files and texts; what is no 2xx is thrown. */
export async function takeResponse(sent: Promise<Response>): Promise<Response> {
  const response = await sent;
  if (response.ok) return response;
  const text = await response.text();
  throw new CountersignError(response, parsed(text));
}

/** Waits; a signal ends it at once with the signal's reason. */
export function delay(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
