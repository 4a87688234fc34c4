import type { Connection } from "@/components/hooks/use-event-stream";

const fallbackMs = 10_000;

/** Polling is only what is left while the stream is down. */
export function pollInterval(connection: Connection): number | false {
  return connection === "live" || connection === "connecting" ? false : fallbackMs;
}
