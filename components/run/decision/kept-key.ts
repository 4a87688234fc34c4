/** What only reaches for something: pressed too early, it can be done to the next run without harm. */
export const safeAhead = ["a", "e", "r", "t"] as const;
export type SafeKey = (typeof safeAhead)[number];

/** A key is meant for the run that comes at once; later it would surprise. */
const keptMs = 3_000;

let kept: { key: SafeKey; at: number; over: string } | null = null;

/**
 * Keeps the first key that was pressed while a decision was on its way; what was typed after it is dropped.
 * @param over the run that is decided: the key is for another one
 */
export function keepKey(key: SafeKey, over: string, at = Date.now()) {
  kept ??= { key, over, at };
}

/**
 * The kept key, once; null when there is none, when it has grown old, or when the run is the very one that was decided
 * and asks again: nobody can have meant a question that was not there.
 */
export function takeKey(runId: string, at = Date.now()): SafeKey | null {
  const key = kept !== null && kept.over !== runId && at - kept.at < keptMs ? kept.key : null;
  dropKey();
  return key;
}

/** Forgets what was pressed for a run that does not come, or not by itself. */
export function dropKey() {
  kept = null;
}
