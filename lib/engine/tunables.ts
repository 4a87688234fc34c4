/** The queue's time-outs and limits; times in milliseconds. */
export interface Tunables {
  /** Jobs in hand at once, in one process. */
  concurrency: number;
  /** Of these, those of one lane: what hangs at one provider holds up neither others nor our own work. */
  share: number;
  /** A job of a lane that is in hand for longer waits for somebody, and leaves its place to the next. */
  patience: number;
  /** So many may wait like that at once; the others keep their places. */
  waiting: number;
  /** Embedded: so many due jobs of a lane wait for a place in memory; the rest is looked for when these run short. */
  line: number;
  /** Due jobs are looked for at least so often, should a wake-up be lost. */
  poll: number;
  /** First wait after a failed try; it doubles each time, up to the second, with jitter. */
  backoff: { first: number; most: number };
  /** Tries that may fail before a job is put aside and its run ends visibly. */
  maxAttempts: number;
  /** After so many deaths of its process with it in hand a job runs alone: it may be what ends it. */
  deathsBeforeAlone: number;
  /** After so many it is put aside, and its run goes to a person. */
  mostDeaths: number;
  /** So long nothing is taken up beside a job that runs alone; what ends a process does so soon. */
  alone: number;
  /** So long nothing new is taken up, so that such a job can run alone; what is in hand for longer stays beside it. */
  emptying: number;
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
  share: 6,
  // An honest look at a call takes half a second; one that hangs is given up after 15.
  patience: 2_000,
  waiting: 24,
  line: 64,
  poll: 1_000,
  backoff: { first: 500, most: 60_000 },
  maxAttempts: 8,
  deathsBeforeAlone: 2,
  mostDeaths: 3,
  alone: 10_000,
  emptying: 20_000,
  // Longer than the slowest honest job: an answer of several large files, each tried three times.
  longestTry: 30 * 60_000,
  drain: 8_000,
  lease: 60_000,
  heartbeat: 4_000,
  deadAfter: 15_000,
};

/** A job of a run that this release cannot read is looked at again after so long, in milliseconds. */
export const unreadableAgain = 60_000;
