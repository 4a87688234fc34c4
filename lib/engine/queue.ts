import type { JsonObject } from "@/lib/contracts/json";
import type { JobAtHand } from "@/lib/orchestrator/context";
import type { Outbox } from "@/lib/store/runs/outbox";

/** A job's row, as what is done for it can take it off. */
export type JobRow = Omit<JobAtHand, "isDone">;

/**
 * Does one job. A date asks to run again then; throwing asks for another try after a wait.
 * @param row null where the queue takes it off itself
 */
export type Handler = (payload: JsonObject, row: JobRow | null) => Promise<Date | null>;

/** Why a job is not tried any more. */
export interface GivenUp {
  /** How its last try failed, or that the process ended each time. */
  reason: string;
  /** True when it may be what ends the process. */
  died: boolean;
}

export interface Handlers {
  /** The kinds of job there are. */
  kinds: readonly string[];
  /** The lanes that have a share of the places. */
  lanes: readonly string[];
  run(kind: string, payload: JsonObject, row: JobRow | null): Promise<Date | null>;
  /** A job has been due for a while, and its lane has no place. May be told again and again. */
  heldUp(kind: string, payload: JsonObject): Promise<void>;
  /** A job was put aside after its last try. May be told twice. */
  gaveUp(kind: string, payload: JsonObject, end: GivenUp): Promise<void>;
}

/**
 * Durable jobs: whatever engine keeps them, a job that was committed is done at least once.
 * Under one key there is at most one waiting job, due at the earliest time that was asked for; asking while it runs
 * leads to another run after that.
 */
export interface Queue {
  outbox: Outbox;
  /** Looks for due jobs now instead of at the next poll. */
  nudge(): void;
  start(handlers: Handlers): Promise<void>;
  /** Takes no new work, waits for the jobs in hand for a bounded time, and hands back what is not done by then. */
  stop(): Promise<void>;
}
