// Next bundles instrumentation and routes apart; only the global object is shared by both.
const slot = Symbol.for("countersign.streams");
const shared: typeof globalThis & { [slot]?: AbortController } = globalThis;

function controller(): AbortController {
  shared[slot] ??= new AbortController();
  return shared[slot];
}

/** Aborts when the client of this request goes away, or when the server stops. */
export function streamSignal(request: Request): AbortSignal {
  return AbortSignal.any([request.signal, controller().signal]);
}

/** Ends every open stream; their readers come back by themselves. */
export function closeStreams(): void {
  controller().abort();
}
