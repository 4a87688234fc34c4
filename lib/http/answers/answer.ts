import { createHash } from "node:crypto";
import { printJson } from "@/lib/contracts/json-text";
import { requestInHand } from "../request-id";
import { isKnown } from "./if-none-match";

/** What a route's handler gives back when it is not a ready `Response`. */
export interface Answer {
  status?: number;
  body: unknown;
  headers?: Record<string, string>;
  /** True for a run that has yet to end: looking at it again and again is how a client waits. */
  waits?: boolean;
}

/**
 * The answer on the wire: JSON, or nothing at all when the body is undefined.
 * @param request a GET's answer gets an entity tag, and is not sent again to a client that has it (304)
 */
export function responseOf(answer: Answer | Response, request?: Request): Response {
  if (answer instanceof Response) return answer;
  const { status = 200, body, headers } = answer;
  if (request?.method === "GET" && status === 200 && body !== undefined) return tagged(answer, request);
  if (body === undefined) return new Response(null, { status: status === 200 ? 204 : status, headers });
  return new Response(printJson(body), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}

function tagged({ body, headers }: Answer, request: Request): Response {
  const text = printJson(body);
  const etag = headers?.etag ?? `"${createHash("sha256").update(text).digest("base64url").slice(0, 27)}"`;
  if (isKnown(request.headers.get("if-none-match"), etag)) {
    return new Response(null, { status: 304, headers: { ...headers, etag } });
  }
  return new Response(text, { headers: { "content-type": "application/json", ...headers, etag } });
}

const policy = "default-src 'none'; frame-ancestors 'none'";

/** The same answer with what every answer of the API carries: nobody may keep it, nobody may guess its type, and which request it answers. */
export function withApiHeaders(response: Response): Response {
  const headers = new Headers(response.headers);
  const id = requestInHand();
  if (id !== null) headers.set("x-request-id", id);
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
  headers.set("x-content-type-options", "nosniff");
  // Nothing of it is a page: whoever opens it as one, or frames it, gets nothing that runs.
  if (!headers.has("content-security-policy")) headers.set("content-security-policy", policy);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
