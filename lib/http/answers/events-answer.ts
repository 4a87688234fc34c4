import type { EventsQuery } from "@/lib/contracts/event";
import type { Principal } from "@/lib/core/principal";
import { demandLog, type LogScope, listEvents, placeIn } from "@/lib/orchestrator/reading/list-events";
import { isToldInFull, startOfTail, tailEvents } from "@/lib/orchestrator/reading/tail-events";
import type { App } from "../app";
import { principalOf } from "../route/principal";
import { listenToRights } from "../streams/rights";
import { eventStream, eventStreamHeaders, resumePoint } from "../streams/sse";
import { openStream, streamSignal } from "../streams/streams";
import type { Answer } from "./answer";

interface Asked {
  app: App;
  principal: Principal;
  query: EventsQuery;
  headers: Headers;
  request: Request;
}

/** False once the key was revoked, the session ended, or the role taken away; a database in trouble ends no stream. */
async function isStill(app: App, { id, role }: Principal, headers: Headers): Promise<boolean> {
  const now = await principalOf(app, headers).catch(() => undefined);
  return now === undefined || (now?.id === id && now.role === role);
}

/** One of the streams that there may be: of this principal's, and of everybody's. */
function takeStream({ app, principal, request }: Asked): () => void {
  const close = openStream(request);
  try {
    const giveBack = app.rateLimits.takeStream(principal);
    return () => {
      giveBack();
      close();
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** A log: as a live stream for `Accept: text/event-stream`, else as a page. */
export async function eventsAnswer(asked: Asked, scope: LogScope): Promise<Response | Answer> {
  const { app, principal, query, headers, request } = asked;
  const { context } = app.engine;
  if (!headers.get("accept")?.includes("text/event-stream")) {
    return { body: await listEvents(context, principal, scope, query) };
  }
  await demandLog(context, principal, scope);
  const after = resumePoint(headers, query.after) ?? (await startOfTail(context, scope));
  // To `EventSource` an end is a reason to come back; only this is none (WHATWG HTML, server-sent events).
  if (await isToldInFull(context, scope, after)) return new Response(null, { status: 204 });
  if (request.method === "HEAD") return new Response(null, { headers: eventStreamHeaders });
  const giveBack = takeStream(asked);
  return eventStream((signal) => tailEvents(context, principal, scope, after, signal), {
    idOf: (event) => placeIn(scope, event),
    connected: { type: "connected", run_id: scope.run_id, seq: after, at: context.clock().toISOString() },
    signal: streamSignal(request),
    rights: listenToRights(app),
    mayGoOn: () => isStill(app, principal, headers),
    ended: giveBack,
    failed: (error) =>
      app.log.error(
        { event: "stream_broke_off", ...scope, principal: principal.id, err: error },
        "An event stream broke off",
      ),
  });
}
