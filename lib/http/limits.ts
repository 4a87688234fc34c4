import { payloadLimits } from "@/lib/orchestrator/limits";

/** No body above this is read; 413 instead. */
export const maxBodyBytes = 1024 * 1024;

/** JSON nested deeper than this is refused: only a model's schema comes near it, and payloads may go less deep. */
export const maxJsonDepth = 40;

/** So many values a body may have, lists and objects included: what is looked at value by value takes time for each. */
export const maxJsonValues = payloadLimits.mostValues;

/** So many values a model's `example_output` may have besides: real models embed texts in 25,000 numbers. */
export const maxExampleValues = 40_000;

/** The longest name a key may have: every pointer below it repeats it. */
export const maxKeyLength = 500;

/** So many faults of a body are told; the rest is counted. */
export const maxErrors = 50;

/** A `Warning` header names so many unknown keys, each up to so many characters; the rest is counted. */
export const maxWarned = 20;
export const maxWarnedLength = 80;

/** What a client wrote is repeated in an answer or the log up to so many characters. */
export const maxRepeated = 200;

/** The longest a `Prefer: wait` may hold an answer back. */
export const maxWaitSeconds = 30;

/** How long an Idempotency-Key is remembered. */
export const idempotencyHours = 24;

/** How long a create waits for its run to come to rest when the client does not say. */
export const defaultWaitSeconds = 5;

/** Idempotency-Keys that are over are forgotten this often, in milliseconds. */
export const tidyEvery = 3_600_000;

/** Runs that ended are counted in the figures this often, in milliseconds, and so many at a time. */
export const countEvery = 15_000;
export const mostToCount = 5_000;

/** Requests are counted over so long, from the first on. */
export const limitWindowSeconds = 60;

/** Of the connections this process may hold, so many may be streams. */
export const shareOfStreams = 0.5;

/** A page costs a token for each so many rows asked for. */
export const rowsForOne = 50;

/** So many looks at a run of one's own that waits, and has nothing new to tell, cost as much as one request. */
export const pollsForOne = 20;

/** What the last look at a run found is remembered of so many askers and runs. */
export const pollsRemembered = 20_000;

/** At shutdown, requests in flight get so long to be answered, in milliseconds; jobs in hand have a little less. */
export const answerWithin = 10_000;

/** At shutdown, a connection on which nothing was asked yet is kept for so long, in milliseconds. */
export const lastCall = 250;

/** A shutdown that takes longer than this, in milliseconds, is ended; less than what docs/operate.md asks for. */
export const stopWithin = 18_000;

/** Whoever was refused because the database or the storage is away may ask again after so many seconds. */
export const unavailableRetrySeconds = 5;

/** A connection on which nothing was asked for so long is closed, in milliseconds; longer than a proxy keeps it, lest it closes under its next request. */
export const idleConnection = 75_000;

/** The head of a request must have come after so long, in milliseconds; Node wants it to be over the one above. */
export const requestHead = 80_000;
