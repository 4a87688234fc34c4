import { printJson } from "@/lib/contracts/json-text";
import type { Prediction } from "@/lib/contracts/replicate/prediction";
import { predictionView } from "@/lib/orchestrator/predictions/prediction-view";
import { hasEnded, waitForEnd } from "@/lib/orchestrator/reading/rest";
import { demandLink, type LinkWords, linked } from "@/lib/orchestrator/reading/signed-link";
import { loadRun } from "@/lib/store/runs/load-run";
import type { App } from "../app";
import { eventStreamHeaders } from "../streams/sse";
import { openStream, streamSignal } from "../streams/streams";

/** A comment this often keeps proxies from closing a stream that waits for a person, in milliseconds. */
const heartbeat = 15_000;
/** A wait for the end is begun anew this often, in milliseconds. */
const oneWait = 600_000;

const encoder = new TextEncoder();

function frame(event: string, id: number, data: string): string {
  const lines = data.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`);
  return `id: ${id}\nevent: ${event}\n${lines.join("")}\n`;
}

/** The events of a prediction that has ended, as Replicate's streams tell them. */
function framesOf({ status, output, error }: Prediction): string[] {
  if (status === "failed") return [frame("error", 0, printJson({ detail: error })), frame("done", 1, "{}")];
  if (status === "canceled") return [frame("done", 0, printJson({ reason: "canceled" }))];
  const parts = Array.isArray(output) ? output : output === null ? [] : [output];
  const texts = parts.map((part) => (typeof part === "string" ? part : printJson(part)));
  return [...texts.map((text, at) => frame("output", at, text)), frame("done", texts.length, "{}")];
}

interface Asked {
  app: App;
  id: string;
  words: LinkWords;
  request: Request;
  site: string;
}

/**
 * The output of a prediction as a stream of events, once it is released; until then it waits. Whoever has its signed
 * address needs no key, and counts as the one who asked for the run.
 * @throws CodedError `forbidden`, `run_not_found`, `rate_limit_exceeded`, `unavailable`
 */
export async function predictionStream({ app, id, words, request, site }: Asked): Promise<Response> {
  const { context } = app.engine;
  demandLink(context, linked.stream(id), words);
  const { ownerId } = await loadRun(context.db.prisma, id);
  const asker = { kind: "api_key", id: ownerId, name: ownerId, email: null, role: "requester" } as const;
  if (request.method === "HEAD") return new Response(null, { headers: eventStreamHeaders });
  const giveBack = app.rateLimits.takeStream(asker);
  const gone = new AbortController();
  const signal = AbortSignal.any([streamSignal(request), gone.signal]);
  let close = () => {};
  try {
    close = openStream(request);
  } catch (error) {
    giveBack();
    throw error;
  }
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const beat = setInterval(() => {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(": still here\n\n"));
      }, heartbeat);
      try {
        let ended = false;
        while (!ended && !signal.aborted) ended = hasEnded(await waitForEnd(context, id, oneWait, signal));
        // Of a client that is gone the stream is closed already.
        if (gone.signal.aborted) return;
        if (!signal.aborted) {
          const prediction = await predictionView(context, await loadRun(context.db.prisma, id), site);
          for (const text of framesOf(prediction)) controller.enqueue(encoder.encode(text));
        }
        controller.close();
      } catch (error) {
        // The client only sees the stream break off, and comes back.
        app.log.error({ event: "stream_broke_off", run_id: id, err: error }, "A stream broke off");
        if (!gone.signal.aborted) controller.error(new Error("The stream broke off."));
      } finally {
        clearInterval(beat);
        giveBack();
        close();
      }
    },
    cancel: () => gone.abort(),
  });
  return new Response(body, { headers: eventStreamHeaders });
}
