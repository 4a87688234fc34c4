import { parseJson, printJson } from "@/lib/contracts/json-text";
import type { Problem } from "@/lib/contracts/problem";
import { ApiError, isApiError } from "./api-error";
import { atWork } from "./at-work";
import { confirmWho } from "./confirm-who";

interface Options {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/**
 * One call of the wire contract. The server validates what it sends, so an answer is taken
 * for what its route promises; every refusal becomes an `ApiError`.
 */
export async function request<Answer>(path: string, options: Options = {}): Promise<Answer> {
  try {
    return await requestOnce<Answer>(path, options);
  } catch (error) {
    // Nothing was done yet: once one has proved who one is, the very same is asked again.
    if (isApiError(error) && error.code === "confirmation_required" && (await confirmWho()))
      return requestOnce<Answer>(path, options);
    throw error;
  }
}

async function requestOnce<Answer>(path: string, options: Options): Promise<Answer> {
  const response = await send(path, options);
  const body = await readJson(response);
  if (response.ok) return body as Answer;
  if (isProblem(body)) throw new ApiError(body.code, response.status, body.detail, body);
  throw new ApiError("unreadable", response.status, response.statusText);
}

async function send(path: string, { method = "GET", body, headers, signal }: Options): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      signal,
      headers: {
        Accept: "application/json",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...atWork(),
        ...headers,
      },
      body: body === undefined ? undefined : printJson(body),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    // Without a network nothing left this machine; with one, the answer may have been lost on its way back.
    throw navigator.onLine
      ? new ApiError("unanswered", 0, "The server did not answer.")
      : new ApiError("offline", 0, "The server could not be reached.");
  }
}

async function readJson(response: Response): Promise<unknown> {
  if (response.status === 204) return null;
  try {
    return parseJson(await response.text());
  } catch {
    return null;
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "code" in body && "detail" in body;
}

/** `?a=1&b=2` of what is set, or nothing. */
export function query(values: Partial<Record<string, string | number | boolean>>): string {
  const entries = Object.entries(values).flatMap(([key, value]) =>
    value === undefined || value === "" ? [] : [[key, String(value)]],
  );
  return entries.length === 0 ? "" : `?${new URLSearchParams(entries)}`;
}
