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
}

function frame(id: number | null, type: string, data: object): string {
  return `${id === null ? "" : `id: ${id}\n`}event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** A log as `text/event-stream` (WHATWG HTML, server-sent events). All checks are done before it opens. */
export function eventStream(events: AsyncGenerator<EventView>, options: StreamOptions): Response {
  const encoder = new TextEncoder();
  let beat: NodeJS.Timeout | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(`retry: ${retry}\n\n${frame(null, "connected", options.connected)}`));
      beat = setInterval(() => controller.enqueue(encoder.encode(": still here\n\n")), heartbeat);
    },
    async pull(controller) {
      const { done, value } = await events.next();
      if (done) {
        clearInterval(beat);
        controller.close();
      } else controller.enqueue(encoder.encode(frame(options.idOf(value), value.type, value)));
    },
    async cancel() {
      clearInterval(beat);
      await events.return(undefined);
    },
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
