/** What only reaches for something: pressed too early, it can be done to the next run without harm. */
export const safeAhead = ["a", "e", "r", "t"] as const;
export type SafeKey = (typeof safeAhead)[number];

/** A key is meant for the run that comes at once; later it would surprise. */
const keptMs = 3_000;

let kept: { key: SafeKey; at: number } | null = null;

/** Keeps the first key that was pressed while a decision was on its way; what was typed after it is dropped. */
export function keepKey(key: SafeKey, at = Date.now()) {
  kept ??= { key, at };
}

/** The kept key, once; null when there is none, or when it has grown old. */
export function takeKey(at = Date.now()): SafeKey | null {
  const key = kept !== null && at - kept.at < keptMs ? kept.key : null;
  kept = null;
  return key;
}
