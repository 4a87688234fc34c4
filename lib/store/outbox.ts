import type { JsonObject } from "@/lib/contracts/json";
import type { Transaction } from "./client";

/** A durable follow-up job, enqueued in the transaction of the state it follows from (law 4). */
export interface NewJob {
  kind: string;
  payload: JsonObject;
  /** Jobs of one key are never queued twice at once. */
  key: string;
  /** Not before; null is at once. */
  runAt: Date | null;
  /** What it may have to wait for: jobs of one lane get only their share of the places. Left out, it waits for nobody. */
  lane?: string;
}

/** The lane of what waits for nobody but ourselves; it has no share. */
export const ownLane = "own";

/** The lane of a job. */
export function laneOf({ lane }: Pick<NewJob, "lane">): string {
  return lane ?? ownLane;
}

/** How jobs get into whichever queue is in use. */
export type Outbox = (tx: Transaction, jobs: NewJob[], now: Date) => Promise<void>;
