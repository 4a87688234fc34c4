import type { IncomingMessage, ServerResponse } from "node:http";

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const exposed = [
  "ETag",
  "Location",
  "Retry-After",
  "Preference-Applied",
  "RateLimit",
  "RateLimit-Policy",
  "Warning",
  "Deprecation",
  "Sunset",
  "Link",
  "Content-Range",
  "Content-Disposition",
  "X-Request-Id",
].join(", ");
/** A browser may remember for so many seconds what it was told it may send. */
const remembered = "600";

/**
 * Sees to what comes before every route: methods that none takes, and pages of other origins (`CORS_ORIGINS`). These
 * are never answered with `Access-Control-Allow-Credentials`: a browser then keeps cookies out, so that such a page acts
 * with its own API key or not at all.
 * @returns true when the request is answered
 */
export function answeredAtTheDoor(
  request: IncomingMessage,
  response: ServerResponse,
  corsOrigins: readonly string[],
): boolean {
  const { method = "", url = "" } = request;
  if (!methods.includes(method)) {
    refuseMethod(response, method);
    return true;
  }
  if (corsOrigins.length === 0 || !url.startsWith("/api/") || url.startsWith("/api/auth/")) return false;
  response.appendHeader("vary", "Origin");
  const { origin } = request.headers;
  if (origin === undefined || !corsOrigins.includes(origin)) return false;
  response.setHeader("access-control-allow-origin", origin);
  const wants = request.headers["access-control-request-method"];
  if (method !== "OPTIONS" || wants === undefined) {
    response.setHeader("access-control-expose-headers", exposed);
    return false;
  }
  // https://fetch.spec.whatwg.org/#cors-preflight-fetch
  response.writeHead(204, {
    "access-control-allow-methods": methods.join(", "),
    "access-control-allow-headers": request.headers["access-control-request-headers"] ?? "",
    "access-control-max-age": remembered,
    "cache-control": "no-store",
  });
  response.end();
  return true;
}

function refuseMethod(response: ServerResponse, method: string): void {
  const code = "method_not_allowed";
  const problem = {
    type: `urn:countersign:problem:${code}`,
    title: "This address does not take this method",
    status: 405,
    code,
    detail: `No address takes ${method}; those there are take some of ${methods.join(", ")}.`,
  };
  response.writeHead(405, {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    allow: methods.join(", "),
    connection: "close",
  });
  response.end(JSON.stringify(problem));
}
