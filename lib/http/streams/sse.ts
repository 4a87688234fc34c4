import type { EventView } from "@/lib/contracts/event";
import { printJson } from "@/lib/contracts/json-text";
import type { Listener } from "@/lib/orchestrator/context";

/** A comment this often keeps proxies from closing a quiet stream, in milliseconds. */
const heartbeat = 15_000;
/** A browser that lost the stream comes back after so long, in milliseconds. */
const retry = 1_000;
/** Without news of rights they are looked at with every heartbeat; a wait for news is begun anew this often, in milliseconds. */
const rightsWait = 3_600_000;

interface StreamOptions {
  /** The place a client resumes from. */
  idOf: (event: EventView) => number;
  connected: object;
  /** Aborts when the client went away or the server stops. */
  signal: AbortSignal;
  /** Asked at every heartbeat and at news of rights: a stream must not outlive the right to read it. */
  mayGoOn: () => Promise<boolean>;
  /** News of rights; closed with the stream. */
  rights: Listener;
  /** Told when the log cannot be read any more; the client only sees the stream break off, and comes back. */
  failed: (error: unknown) => void;
  /** Told once, when nothing is left of it. */
  ended?: () => void;
}

const encoder = new TextEncoder();
const comment = encoder.encode(": still here\n\n");

function frame(id: number | null, type: string, data: object): string {
  return `${id === null ? "" : `id: ${id}\n`}event: ${type}\ndata: ${printJson(data)}\n\n`;
}

/** Every stream that shows an entry is given the same one, and sends the same bytes under the same id. */
const frames = new WeakMap<EventView, Map<number, Uint8Array>>();

function frameOf(id: number, event: EventView): Uint8Array {
  const known = frames.get(event) ?? new Map<number, Uint8Array>();
  frames.set(event, known);
  const bytes = known.get(id) ?? encoder.encode(frame(id, event.type, event));
  known.set(id, bytes);
  return bytes;
}

/** What an event stream's answer says of itself. */
export const eventStreamHeaders = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};

/**
 * A log as `text/event-stream` (WHATWG HTML, server-sent events). All checks are done before it opens.
 * @param follow the log; it must end when its signal aborts
 */
export function eventStream(
  follow: (signal: AbortSignal) => AsyncGenerator<EventView>,
  { idOf, connected, signal, mayGoOn, rights, failed, ended = () => {} }: StreamOptions,
): Response {
  const gone = new AbortController();
  const events = follow(AbortSignal.any([signal, gone.signal]));
  let beat: NodeJS.Timeout | undefined;
  gone.signal.addEventListener("abort", ended, { once: true });
  const end = async () => {
    clearInterval(beat);
    // First woken, then ended: a log that waits for news would hear of its end with the next news only.
    gone.abort();
    rights.close();
    await events.return(undefined);
  };
  const onBeat = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    if (!(await mayGoOn())) await end();
    // To a reader that has not taken the last one, another comment would say nothing.
    else if (!gone.signal.aborted && (controller.desiredSize ?? 0) > 0) controller.enqueue(comment);
  };
  const watchRights = async () => {
    while (!gone.signal.aborted) {
      await rights.next(rightsWait, gone.signal);
      if (!gone.signal.aborted && !(await mayGoOn())) await end();
    }
  };
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(`retry: ${retry}\n\n${frame(null, "connected", connected)}`));
      beat = setInterval(() => void onBeat(controller), heartbeat);
      // A reader that stopped reading never asks again: its end comes from here.
      signal.addEventListener("abort", () => void end(), { once: true });
      if (signal.aborted) void end();
      void watchRights();
    },
    async pull(controller) {
      try {
        const { done, value } = await events.next();
        if (!done) {
          controller.enqueue(frameOf(idOf(value), value));
          return;
        }
      } catch (error) {
        // A beating timer over a broken stream would end the process.
        await end();
        failed(error);
        throw error;
      }
      await end();
      controller.close();
    },
    cancel: end,
  });
  return new Response(body, { headers: eventStreamHeaders });
}

/** Where a client wants to go on: `Last-Event-ID`, else `?after=`; null when it names neither. */
export function resumePoint(headers: Headers, after: number | undefined): number | null {
  const id = headers.get("last-event-id");
  if (id !== null && /^\d{1,15}$/.test(id)) return Number(id);
  return after ?? null;
}
