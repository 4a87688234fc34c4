import { EventSourceParserStream } from "eventsource-parser/stream";
import { CountersignError } from "./countersign-error.js";
import type { components } from "./schema.js";
import { delay, takeResponse } from "./sending.js";

export type RunEvent = components["schemas"]["EventView"];

/** The server says something every 15 seconds; a connection that is silent for so long is dead. */
const silence = 45_000;

/**
 * The log of a run or of all runs, each entry once and in order, from after entry `after` to the end: a run's ends with its
 * last entry, that of all runs never. A broken connection is made anew where it ended. Ends with the signal's reason when
 * that is given; throws CountersignError when the server refuses, and the
 * error of `fetch` when it cannot be reached at the first.
 */
export async function* follow(
  open: (lastId: string, signal: AbortSignal) => Promise<Response>,
  after: number,
  signal?: AbortSignal,
): AsyncGenerator<RunEvent, void, void> {
  let lastId = String(after);
  let pause = 250;
  let reached = false;
  for (;;) {
    signal?.throwIfAborted();
    const watch = watchSilence(signal);
    try {
      const response = await takeResponse(open(lastId, watch.signal));
      // Everything is told already.
      if (response.status === 204) return;
      reached = true;
      let ended = false;
      for await (const frame of frames(response, watch.heard)) {
        if (frame.id !== undefined) lastId = frame.id;
        if (frame.event === "connected" || frame.data === "") continue;
        pause = 250;
        const entry: RunEvent = JSON.parse(frame.data);
        ended = ends.has(entry.type);
        yield entry;
      }
      // A stream that closes without a last entry was cut, and is asked for again: 204 says that there was nothing more.
      if (ended) pause = 0;
    } catch (error) {
      signal?.throwIfAborted();
      // A server that was never reached may be no server at all.
      if (!reached || refusedForGood(error)) throw error;
    } finally {
      watch.end();
    }
    await delay(pause, signal);
    pause = Math.min(Math.max(pause, 250) * 2, 10_000);
  }
}

function refusedForGood(error: unknown): boolean {
  return error instanceof CountersignError && error.status < 500 && error.status !== 429;
}

const ends = new Set<string>(["run_completed", "run_failed", "run_cancelled", "run_expired"]);

async function* frames(response: Response, heard: () => void) {
  if (response.body === null) return;
  const read = new TransformStream<Uint8Array, Uint8Array>({
    transform(part, controller) {
      heard();
      controller.enqueue(part);
    },
  });
  yield* response.body
    .pipeThrough(read)
    .pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>)
    .pipeThrough(new EventSourceParserStream());
}

/** A signal that is given when nothing was heard for too long, or when the caller's is. */
function watchSilence(signal?: AbortSignal) {
  const controller = new AbortController();
  const stop = () => controller.abort(signal?.reason);
  signal?.addEventListener("abort", stop, { once: true });
  let timer = setTimeout(() => controller.abort(), silence);
  return {
    signal: controller.signal,
    heard: () => {
      clearTimeout(timer);
      timer = setTimeout(() => controller.abort(), silence);
    },
    end: () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
      controller.abort();
    },
  };
}
