import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";

// Next bundles instrumentation and routes apart; only the global object is shared by both.
const slot = Symbol.for("countersign.request");
const shared: typeof globalThis & { [slot]?: AsyncLocalStorage<string | null> } = globalThis;

function scope(): AsyncLocalStorage<string | null> {
  shared[slot] ??= new AsyncLocalStorage();
  return shared[slot];
}

/** Short enough for a line, and without blanks, quotes or line breaks. */
const sane = /^[\w.:/+=@-]{1,128}$/;

/** W3C Trace Context: version, trace, the caller's span, flags. A trace of zeros is none. */
const traceparent = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/;

/**
 * The client's own `X-Request-Id` where it is sane, else the trace that its `traceparent` names, so that its log and ours
 * can be laid beside each other; else a new one.
 */
function requestIdOf(headers: Headers): string {
  const given = headers.get("x-request-id")?.trim() ?? "";
  if (sane.test(given)) return given;
  return traceparent.exec(headers.get("traceparent") ?? "")?.[1] ?? randomUUID();
}

/** The same handler, with every log line written for a request and its answer's header bearing the request's id. */
export function identified<Rest extends unknown[], Result>(
  handler: (request: Request, ...rest: Rest) => Result,
): (request: Request, ...rest: Rest) => Result {
  return (request, ...rest) => scope().run(requestIdOf(request.headers), () => handler(request, ...rest));
}

/** Carries out what a request started and what belongs to none. */
export function outsideRequest<Result>(work: () => Result): Result {
  return scope().run(null, work);
}

/** The id of the request this line is written in; null outside of any. */
export function requestInHand(): string | null {
  return scope().getStore() ?? null;
}
