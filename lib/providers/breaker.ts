import type { Said } from "@/lib/contracts/said";
import { quoted, said } from "@/lib/contracts/sentences";
import type { ProviderLimits } from "./limits";

/** Leaves a provider alone that fails again and again, and lets one call find out whether it is back. */
export interface Breaker {
  /** Null when a call may be made now, else when to ask again. After a rest the first who asks is the one that tries. */
  pass(): Date | null;
  /** The provider answered, whatever it said. */
  answered(): void;
  /**
   * It did not; `why` is shown to people. What `about` names counts once until the provider answers something, so that
   * one call that is never answered is not taken for a provider that is down.
   */
  failed(why: Said, about?: string): void;
  /** Why calls wait and until when, or null. */
  status(): { until: Date; reason: Said } | null;
}

type Options = Pick<ProviderLimits, "failures" | "rest" | "whileTrying" | "longestTry"> & {
  /** The provider's name for people. */
  label: string;
  now: () => Date;
};

/** A closed breaker. */
export function createBreaker({
  failures: most,
  rest,
  whileTrying,
  longestTry,
  label,
  now,
}: Options): Breaker {
  let failures = 0;
  let rests = 0;
  let openUntil = 0;
  /** Until when the call that tries it may take; 0 when none does. */
  let tryingUntil = 0;
  let lastWhy = quoted("");
  const suspects = new Set<string>();

  const isOpen = () => failures >= most;

  return {
    pass() {
      if (!isOpen()) return null;
      const at = now().getTime();
      if (at < openUntil) return new Date(openUntil);
      if (at < tryingUntil) return new Date(at + whileTrying);
      tryingUntil = at + longestTry;
      return null;
    },
    answered() {
      failures = 0;
      rests = 0;
      tryingUntil = 0;
      suspects.clear();
    },
    failed(why, about) {
      if (about !== undefined) {
        if (suspects.has(about)) {
          tryingUntil = 0;
          return;
        }
        suspects.add(about);
      }
      failures += 1;
      lastWhy = why;
      const at = now().getTime();
      // Calls that were under way when it opened fail too; only a fresh failure makes the rest longer.
      if (!isOpen() || at < openUntil) return;
      openUntil = at + Math.min(rest.most, rest.first * 2 ** rests);
      rests += 1;
      tryingUntil = 0;
    },
    status() {
      const at = now().getTime();
      if (!isOpen() || (at >= openUntil && at >= tryingUntil)) return null;
      const until = at < openUntil ? openUntil : at + whileTrying;
      const reason = said("failing", { label, times: failures, why: lastWhy });
      return { until: new Date(until), reason };
    },
  };
}
