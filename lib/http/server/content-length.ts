import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from "node:http";

// The framework drops `Content-Length` of every answer that a route gives; a name it does not know it lets through.
const carrier = "x-countersign-length";

/** The same answer with its length, where it tells one, under a name that reaches the door. */
export function carryLength(response: Response): Response {
  const length = response.headers.get("content-length");
  if (length !== null) response.headers.set(carrier, length);
  return response;
}

/** Sees to it that this answer is sent with the `Content-Length` that its route gave, unless it was compressed. */
export function restoreLength(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response);
  /** Guarantee: whatever the call was, it is passed on as it came; Node takes the reason for headers where it is none. */
  const restored = (
    status: number,
    reason?: string,
    headers?: OutgoingHttpHeaders | OutgoingHttpHeader[],
  ) => {
    const length = response.getHeader(carrier);
    response.removeHeader(carrier);
    if (length !== undefined && !response.hasHeader("content-encoding"))
      response.setHeader("content-length", String(length));
    return writeHead(status, reason, headers);
  };
  response.writeHead = restored as ServerResponse["writeHead"];
}
