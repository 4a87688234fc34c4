import { setMaxListeners } from "node:events";
import { CodedError } from "@/lib/core/errors";
import { shareOfStreams } from "../limits";
import { mostConnections } from "../server/most-connections";

// Next bundles instrumentation and routes apart; only the global object is shared by both.
const slot = Symbol.for("countersign.streams");
const openSlot = Symbol.for("countersign.open-streams");
const shared: typeof globalThis & {
  [slot]?: AbortController;
  // A request that nobody holds is collected, and then its signal never tells that the client is gone.
  [openSlot]?: { requests: Set<Request>; most: number };
} = globalThis;

function controller(): AbortController {
  if (shared[slot] === undefined) {
    shared[slot] = new AbortController();
    // Everybody who waits listens to it.
    setMaxListeners(0, shared[slot].signal);
  }
  return shared[slot];
}

/** Aborts when the client of this request goes away, or when the server stops. */
export function streamSignal(request: Request): AbortSignal {
  return AbortSignal.any([request.signal, controller().signal]);
}

/**
 * Counts a stream among those of this process; they leave connections for everything else.
 * @returns takes it out again; to be called once
 * @throws CodedError `unavailable`
 */
export function openStream(request: Request): () => void {
  shared[openSlot] ??= { requests: new Set(), most: Math.floor(mostConnections() * shareOfStreams) };
  const { requests, most } = shared[openSlot];
  if (requests.size >= most) {
    throw new CodedError(
      "unavailable",
      `As many streams are open as this process can serve (${most}). Try again later, or ask for pages.`,
      { retryAfterSeconds: 5 },
    );
  }
  requests.add(request);
  return () => void requests.delete(request);
}

/** Aborts when the server stops: what only waits for something to happen is then answered as things are. */
export function stopSignal(): AbortSignal {
  return controller().signal;
}

/** Ends every open stream, whose readers come back by themselves, and every wait. */
export function endWaits(): void {
  controller().abort();
}
