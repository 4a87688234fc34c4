import { CodedError } from "@/lib/core/errors";
import { shareOfStreams } from "./limits";
import { mostConnections } from "./most-connections";

// Next bundles instrumentation and routes apart; only the global object is shared by both.
const slot = Symbol.for("countersign.streams");
const countSlot = Symbol.for("countersign.stream-counts");
const shared: typeof globalThis & {
  [slot]?: AbortController;
  [countSlot]?: { open: number; most: number };
} = globalThis;

function controller(): AbortController {
  shared[slot] ??= new AbortController();
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
export function openStream(): () => void {
  const counts = shared[countSlot] ?? { open: 0, most: Math.floor(mostConnections() * shareOfStreams) };
  shared[countSlot] = counts;
  if (counts.open >= counts.most) {
    throw new CodedError(
      "unavailable",
      `As many streams are open as this process can serve (${counts.most}). Try again later, or ask for pages.`,
      { retryAfterSeconds: 5 },
    );
  }
  counts.open += 1;
  return () => {
    counts.open -= 1;
  };
}

/** Ends every open stream; their readers come back by themselves. */
export function closeStreams(): void {
  controller().abort();
}
