/** No body above this is read; 413 instead. */
export const maxBodyBytes = 1024 * 1024;

/** JSON nested deeper than this is refused: nothing of ours needs it, and recursion would overflow. */
export const maxJsonDepth = 100;

/** The longest a `Prefer: wait` may hold an answer back. */
export const maxWaitSeconds = 30;

/** How long an Idempotency-Key is remembered. */
export const idempotencyHours = 24;

/** How long the link to make the first admin works. */
export const setupTokenHours = 24;

/** A key's use is written down at most this often; in between its row is only read. */
export const keyUseSeconds = 60;

/** How long a create waits for its run to come to rest when the client does not say. */
export const defaultWaitSeconds = 5;
