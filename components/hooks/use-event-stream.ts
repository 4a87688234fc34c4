import { useEffect, useEffectEvent, useState } from "react";
import type { EventType, EventView } from "@/lib/contracts/event";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import { parseJson } from "@/lib/contracts/json-text";

export type Connection = "connecting" | "live" | "reconnecting" | "offline";

// Named frames reach only listeners of their name.
const eventTypes = {
  run_created: true,
  step_started: true,
  awaiting_human: true,
  payload_revised: true,
  approval: true,
  approval_undone: true,
  decision: true,
  decision_undone: true,
  decision_carried_out: true,
  step_completed: true,
  attempt_started: true,
  attempt_progress: true,
  attempt_finished: true,
  claimed: true,
  released: true,
  comment: true,
  run_completed: true,
  run_failed: true,
  run_cancelled: true,
  run_expired: true,
  erased: true,
} as const satisfies Record<EventType, true>;

const firstRetryMs = 1_000;
const longestRetryMs = 30_000;

interface EventStreamOptions {
  onEvent: (event: EventView) => void;
  /** Told when something may have been missed. */
  onGap: () => void;
  /** The place in the log after which it begins; left out, it begins now. */
  after: number | undefined;
  enabled: boolean;
}

/**
 * The stream of everything the reader may see. The browser resumes by itself after a break; when the
 * server refused, a new stream is opened with backoff, after the last event that arrived.
 */
export function useEventStream({ onEvent, onGap, after, enabled }: EventStreamOptions) {
  const [connection, setConnection] = useState<Connection>("connecting");
  const heard = useEffectEvent(onEvent);
  const missed = useEffectEvent(onGap);
  const begin = useEffectEvent(() => (after === undefined ? "" : String(after)));

  useEffect(() => {
    if (!enabled) return;
    let source: EventSource | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let wait = firstRetryMs;
    let lastId = begin();
    let broken = false;

    const receive = (frame: MessageEvent<string>) => {
      lastId = frame.lastEventId || lastId;
      const event: unknown = parseJson(frame.data);
      if (isEvent(event)) heard(event);
    };
    const open = () => {
      source = new EventSource(`/api/hitl/events${lastId ? `?after=${encodeURIComponent(lastId)}` : ""}`);
      source.onopen = () => {
        wait = firstRetryMs;
        setConnection("live");
        if (broken) missed();
        broken = false;
      };
      source.onerror = () => {
        broken = true;
        setConnection(navigator.onLine ? "reconnecting" : "offline");
        if (source?.readyState !== EventSource.CLOSED) return;
        retry = setTimeout(open, wait);
        wait = Math.min(wait * 2, longestRetryMs);
      };
      for (const type of Object.keys(eventTypes)) source.addEventListener(type, receive);
    };
    const offline = () => setConnection("offline");
    // Another network may have come: a stream of the old one is dead without knowing, or waits out its backoff.
    const online = () => {
      clearTimeout(retry);
      source?.close();
      broken = true;
      wait = firstRetryMs;
      setConnection("reconnecting");
      open();
    };

    open();
    window.addEventListener("offline", offline);
    window.addEventListener("online", online);
    return () => {
      clearTimeout(retry);
      source?.close();
      window.removeEventListener("offline", offline);
      window.removeEventListener("online", online);
    };
  }, [enabled]);

  return connection;
}

/** Guarantee: what names a run, its place in the log and a type was sent by our server, whose contract has the rest. */
function isEvent(value: unknown): value is EventView {
  if (!isJsonObject(value)) return false;
  const { run_id, seq, type } = value;
  return (
    typeof run_id === "string" &&
    typeof seq === "number" &&
    typeof type === "string" &&
    Object.hasOwn(eventTypes, type)
  );
}
