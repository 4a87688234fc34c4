import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { type LimitKind, limitsOf } from "@/lib/contracts/limits";
import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { limitWindowSeconds, pollsForOne, pollsRemembered } from "../limits";

type CountedKind = Exclude<LimitKind, "streams">;

/** How one who is limited stands after a request, for the answer's headers. */
export interface Standing {
  kind: CountedKind;
  most: number;
  left: number;
  /** Until the bucket is full again. */
  seconds: number;
  /** True when there was not enough left: the request is to be refused. */
  refused: boolean;
}

/**
 * How much each principal has asked for lately, in this process: one bucket for each kind of request, full again a
 * minute after the first that was taken from it. Costs are in tokens; a look that finds nothing new costs a part of one.
 */
export class RateLimits {
  private readonly limiters = new Map<string, RateLimiterMemory>();
  private readonly streams = new Map<string, number>();
  /** What each poll was answered with last, the oldest first. */
  private readonly answers = new Map<string, string>();

  /**
   * Takes the cost of a request.
   * @returns null for those without a limit; of a request that is refused, nothing is taken
   */
  async take(principal: Principal, kind: CountedKind, tokens: number): Promise<Standing | null> {
    const most = limitsOf(principal.role, principal.limits)[kind];
    if (most === null) return null;
    const limiter = this.limiterOf(kind, most);
    // What costs more than the whole bucket is let through when that is full; else it would be refused for ever.
    const points = Math.min(tokens, Math.max(most, 1)) * pollsForOne;
    try {
      return standing(kind, most, await limiter.consume(principal.id, points));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const left = await limiter.reward(principal.id, points);
      return { ...standing(kind, most, left), refused: true };
    }
  }

  /** Gives back most of what a look cost that found nothing new: a run that waits may be asked after often. */
  async foundNothingNew(principal: Principal, { kind, most }: Standing): Promise<Standing> {
    return standing(kind, most, await this.limiterOf(kind, most).reward(principal.id, pollsForOne - 1));
  }

  /** True when this principal was answered with the same version at this address the last time. */
  isSame(principal: Principal, address: string, version: string): boolean {
    const key = `${principal.id} ${address}`;
    const same = this.answers.get(key) === version;
    this.answers.delete(key);
    this.answers.set(key, version);
    const [oldest] = this.answers.keys();
    if (this.answers.size > pollsRemembered && oldest !== undefined) this.answers.delete(oldest);
    return same;
  }

  /**
   * Takes one of the streams that somebody may have open at once.
   * @returns gives it back; to be called once
   * @throws CodedError `rate_limit_exceeded`
   */
  takeStream(principal: Principal): () => void {
    const open = this.streams.get(principal.id) ?? 0;
    const most = limitsOf(principal.role, principal.limits).streams;
    if (most !== null && open >= most) {
      throw new CodedError(
        "rate_limit_exceeded",
        `At most ${most} streams at once, and as many are open. One of \`/api/hitl/events\` tells of all runs.`,
        { retryAfterSeconds: 5 },
      );
    }
    this.streams.set(principal.id, open + 1);
    return () => {
      const left = (this.streams.get(principal.id) ?? 1) - 1;
      if (left > 0) this.streams.set(principal.id, left);
      else this.streams.delete(principal.id);
    };
  }

  private limiterOf(kind: CountedKind, most: number): RateLimiterMemory {
    const name = `${kind} ${most}`;
    const known = this.limiters.get(name);
    if (known) return known;
    const points = most * pollsForOne;
    const limiter = new RateLimiterMemory({ points, duration: limitWindowSeconds, keyPrefix: name });
    this.limiters.set(name, limiter);
    return limiter;
  }
}

function standing(
  kind: CountedKind,
  most: number,
  { remainingPoints, msBeforeNext }: RateLimiterRes,
): Standing {
  const left = Math.min(most, Math.max(0, Math.floor(remainingPoints / pollsForOne)));
  return { kind, most, left, seconds: Math.max(1, Math.ceil(msBeforeNext / 1000)), refused: false };
}

/** What one is told who asked for too much. */
export function tooMuch({ kind, most, seconds }: Standing): CodedError {
  const sentence = `At most ${most} ${kind} a minute. Try again in ${seconds} seconds.`;
  return new CodedError("rate_limit_exceeded", sentence, { retryAfterSeconds: seconds });
}

/** The headers that tell a client how it stands (draft-ietf-httpapi-ratelimit-headers). */
export function rateLimitHeaders({ kind, most, left, seconds }: Standing): [string, string][] {
  return [
    ["ratelimit-policy", `"${kind}";q=${most};w=${limitWindowSeconds}`],
    ["ratelimit", `"${kind}";r=${left};t=${seconds}`],
  ];
}
