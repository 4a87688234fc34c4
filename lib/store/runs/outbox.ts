import type { JsonObject } from "@/lib/contracts/json";
import type { Database, Transaction } from "../connection/client";
import { type Rows, rowsIn } from "../connection/rows";

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

/** Jobs on their way into the queue: their rows are the promise, and memory is the way. */
export interface Handover {
  /** Writes the rows; part of the transaction of what the jobs follow from. */
  write(rows: Rows): Promise<void>;
  /** The rows are committed: what is due goes straight to a free worker of this process. */
  begin(): void;
  /** Nothing was committed. */
  dismiss(): void;
}

/** How jobs get into whichever queue is in use. Each handover is begun or dismissed. */
export type Outbox = (jobs: NewJob[], now: Date) => Handover;

/**
 * Carries a transaction out with the jobs that follow from it; they wait for `begin`.
 * @throws whatever `work` throws; the jobs are dismissed then
 */
export async function promising<T>(
  db: Database,
  handover: Handover,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return kept(handover, () =>
    db.transaction(async (tx) => {
      const result = await work(tx);
      await handover.write(rowsIn(tx));
      return result;
    }),
  );
}

/** Carries out what commits these jobs, and dismisses them where it fails. */
export async function kept<T>(handover: Handover, commit: () => Promise<T>): Promise<T> {
  try {
    return await commit();
  } catch (error) {
    handover.dismiss();
    throw error;
  }
}
