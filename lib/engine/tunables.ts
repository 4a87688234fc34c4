/** The queue's time-outs and limits; times in milliseconds. Given to it when the engine is put together. */
export const defaultTunables = {
  /** Jobs in hand at once, in one process. */
  concurrency: 16,
  /** A claimed job is its worker's for so long; renewed while it runs. */
  lease: 60_000,
  /** Looked for due jobs at least so often, should a nudge be lost. */
  poll: 1_000,
  /** First wait after a failed try; it doubles each time, up to the second, with jitter. */
  backoff: { first: 500, most: 60_000 },
  /** Failed tries before a job is put aside and its run ends visibly. */
  maxAttempts: 8,
  /** At shutdown, jobs in hand get so long to finish. */
  drain: 8_000,
};
export type Tunables = Readonly<typeof defaultTunables>;

/** How long to wait before the next try: doubling, with up to half of it left to chance so that retries spread. */
export function retryDelay({ backoff }: Tunables, failures: number, random: () => number): number {
  const full = Math.min(backoff.most, backoff.first * 2 ** Math.max(0, failures - 1));
  return Math.round(full / 2 + (full / 2) * random());
}
