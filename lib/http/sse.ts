import type { EventView } from "@/lib/contracts/event";

/** A comment this often keeps proxies from closing a quiet stream, in milliseconds. */
const heartbeat = 15_000;
/** A browser that lost the stream comes back after so long, in milliseconds. */
const retry = 1_000;

interface StreamOptions {
  /** The place a client resumes from. */
  idOf: (event: EventView) => number;
  connected: object;
  /** Aborts when the client went away or the server stops. */
  signal: AbortSignal;
  /** Asked at every heartbeat: a stream must not outlive the right to read it. */
  mayGoOn: () => Promise<boolean>;
  /** Told when the log cannot be read any more; the client only sees the stream break off, and comes back. */
  failed: (error: unknown) => void;
}

function frame(id: number | null, type: string, data: object): string {
  return `${id === null ? "" : `id: ${id}\n`}event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}

/**
 * A log as `text/event-stream` (WHATWG HTML, server-sent events). All checks are done before it opens.
 * @param follow the log; it must end when its signal aborts
 */
export function eventStream(
  follow: (signal: AbortSignal) => AsyncGenerator<EventView>,
  { idOf, connected, signal, mayGoOn, failed }: StreamOptions,
): Response {
  const encoder = new TextEncoder();
  const gone = new AbortController();
  const events = follow(AbortSignal.any([signal, gone.signal]));
  let beat: NodeJS.Timeout | undefined;
  const end = async () => {
    clearInterval(beat);
    // First woken, then ended: a log that waits for news would hear of its end with the next news only.
    gone.abort();
    await events.return(undefined);
  };
  const onBeat = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    if (!(await mayGoOn())) await end();
    // To a reader that has not taken the last one, another comment would say nothing.
    else if (!gone.signal.aborted && (controller.desiredSize ?? 0) > 0)
      controller.enqueue(encoder.encode(": still here\n\n"));
  };
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(`retry: ${retry}\n\n${frame(null, "connected", connected)}`));
      beat = setInterval(() => void onBeat(controller), heartbeat);
      // A reader that stopped reading never asks again: its end comes from here.
      signal.addEventListener("abort", () => void end(), { once: true });
      if (signal.aborted) void end();
    },
    async pull(controller) {
      try {
        const { done, value } = await events.next();
        if (!done) {
          controller.enqueue(encoder.encode(frame(idOf(value), value.type, value)));
          return;
        }
      } catch (error) {
        // A beating timer over a broken stream would end the process.
        await end();
        failed(error);
        throw error;
      }
      clearInterval(beat);
      controller.close();
    },
    cancel: end,
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

/** Where a client wants to go on: `Last-Event-ID`, else `?after=`; null when it names neither. */
export function resumePoint(headers: Headers, after: number | undefined): number | null {
  const id = headers.get("last-event-id");
  if (id !== null && /^\d{1,15}$/.test(id)) return Number(id);
  return after ?? null;
}
