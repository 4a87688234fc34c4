import type { Budget } from "./limits";

/** A token bucket: short bursts up to the whole budget, and its rate in the long run. */
export interface TokenBucket {
  /** Takes a token; or promises one and says when, each caller another moment, so that they do not all come back at once. */
  take(): Date | null;
  /** A moment of one's own, at the bucket's rate, not before `earliest`. */
  promise(earliest: Date): Date;
  /** The provider says it is enough: what is left is void, and the next come at the bucket's rate. */
  drain(): void;
}

/** A full bucket; `now` gives the time. */
export function tokenBucket({ calls, perMs }: Budget, now: () => Date): TokenBucket {
  const interval = perMs / calls;
  let tokens = calls;
  let filledAt = now().getTime();
  let promised = 0;

  function refill(): number {
    const at = now().getTime();
    tokens = Math.min(calls, tokens + Math.max(0, at - filledAt) / interval);
    filledAt = at;
    return at;
  }

  function promise(earliest: Date): Date {
    const at = Math.max(promised, earliest.getTime());
    promised = at + interval;
    return new Date(Math.ceil(at));
  }

  return {
    take() {
      const at = refill();
      if (tokens < 1) return promise(new Date(at + (1 - tokens) * interval));
      tokens -= 1;
      return null;
    },
    promise,
    drain() {
      refill();
      tokens = Math.min(tokens, 1);
    },
  };
}
