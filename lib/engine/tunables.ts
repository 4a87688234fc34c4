/** The queue's time-outs and limits; times in milliseconds. */
export interface Tunables {
  /** Jobs in hand at once, in one process. */
  concurrency: number;
  /** Due jobs are looked for at least so often, should a wake-up be lost. */
  poll: number;
  /** First wait after a failed try; it doubles each time, up to the second, with jitter. */
  backoff: { first: number; most: number };
  /** Tries that may fail before a job is put aside and its run ends visibly. */
  maxAttempts: number;
  /**
   * In place of each of them a job may be in hand at so many deaths of its process: most are killed from outside,
   * which is no job's fault, but one that ends its process each time is put aside, too.
   */
  deathsPerAttempt: number;
  /** A try that takes longer counts as failed, so that one that hangs does not keep its place for ever. */
  longestTry: number;
  /** At shutdown, jobs in hand get so long to finish. */
  drain: number;
  /** Embedded: a claimed job is its worker's for so long; renewed while it runs. */
  lease: number;
  /** Postgres: an instance says so often that it lives, and looks who does not. */
  heartbeat: number;
  /** Postgres: an instance that was silent for so long is taken for dead, and its jobs are freed. */
  deadAfter: number;
}

export const defaultTunables: Tunables = {
  concurrency: 16,
  poll: 1_000,
  backoff: { first: 500, most: 60_000 },
  maxAttempts: 8,
  deathsPerAttempt: 4,
  // Longer than the slowest honest job: an answer of several large files, each tried three times.
  longestTry: 30 * 60_000,
  drain: 8_000,
  lease: 60_000,
  heartbeat: 4_000,
  deadAfter: 15_000,
};

/**
 * When a job is put aside, in the queues' own count, which goes up by one at each claim, so that a death counts though
 * nobody is left to count it.
 */
export function mostStrikes({ maxAttempts, deathsPerAttempt }: Tunables): number {
  return maxAttempts * deathsPerAttempt;
}

/** The count after a try that failed: it weighs as much as several deaths. Its claim has counted one already. */
export function strikesAfterFailure({ deathsPerAttempt }: Tunables, strikes: number): number {
  return strikes - 1 + deathsPerAttempt;
}

/** How many failed tries such a count stands for, so that waits grow with them. */
export function failuresOf({ deathsPerAttempt }: Tunables, strikes: number): number {
  return Math.ceil(strikes / deathsPerAttempt);
}

/** How long to wait before the next try: doubling, with up to half of it left to chance so that retries spread. */
export function retryDelay({ backoff }: Tunables, failures: number, random: () => number): number {
  const full = Math.min(backoff.most, backoff.first * 2 ** Math.max(0, failures - 1));
  return Math.round(full / 2 + (full / 2) * random());
}
