import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

/** Carries a page's nonce to what renders it; overwritten on each request. */
export const nonceHeader = "x-countersign-nonce";

/** How long a browser keeps to HTTPS once it came by it, in seconds: a year. */
const onlyHttps = "max-age=31536000";

/** What a page may load and run (https://www.w3.org/TR/CSP3/): of inline scripts, those alone that carry its nonce. */
function policyFor(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    // What lies elsewhere is fetched by the server: no reviewer's browser tells a stranger who looks, and when.
    "img-src 'self' data: blob:",
    "media-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "connect-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/**
 * Says before anything is answered what a browser may make of it. The framework takes the nonce for its own scripts from
 * the policy among the request's headers, so a client's is overwritten.
 * @param publicUrl where people reach this installation; by `https` alone from then on, when that is where
 */
export function closeIn(request: IncomingMessage, response: ServerResponse, publicUrl: string | null): void {
  if (publicUrl?.startsWith("https:")) response.setHeader("strict-transport-security", onlyHttps);
  // The API's answers have a policy of their own (lib/http/answers/answer.ts).
  if (request.url?.startsWith("/api/")) return;
  const nonce = randomBytes(16).toString("base64");
  const policy = policyFor(nonce);
  request.headers["content-security-policy"] = policy;
  request.headers[nonceHeader] = nonce;
  response.setHeader("content-security-policy", policy);
}
