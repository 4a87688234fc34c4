import type { JsonObject } from "@/lib/contracts/json";
import type { Outbox } from "@/lib/store/outbox";

/** Does one job. A date asks to run again then; throwing asks for another try after a wait. */
export type Handler = (payload: JsonObject) => Promise<Date | null>;

export interface Handlers {
  run(kind: string, payload: JsonObject): Promise<Date | null>;
  /** A job was put aside after its last try. */
  gaveUp(kind: string, payload: JsonObject, reason: string): Promise<void>;
}

/** Durable jobs: whatever engine keeps them, a job that was committed is done at least once. */
export interface Queue {
  outbox: Outbox;
  /** Looks for due jobs now instead of at the next poll. */
  nudge(): void;
  start(handlers: Handlers): Promise<void>;
  /** Takes no new work, and waits for the jobs in hand for a bounded time. */
  stop(): Promise<void>;
}
