import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import { finite } from "./finite";
import type { ProviderError } from "./provider-error";

/** Lets calls through until their provider says "too many" to several in a row; then none until the time it named. */
export interface Gate {
  /**
   * It said so to one call. That call waits in any case; all others only when nobody else gets through either: what
   * `about` names counts once.
   */
  refused(error: Pick<ProviderError, "said" | "retryAfterMs" | "asksTooLongMs">, about?: string): void;
  /** It took a call, or refused it for what it was. */
  taken(): void;
  /** Until when it is closed and why, or null. */
  status(): { until: Date; reason: Said } | null;
}

/** How long to wait when a provider does not say, milliseconds. */
const unsaid = 1_000;

interface Options {
  /** How many in a row close it. */
  refusals: number;
  /** The provider's name for people. */
  label: string;
  now: () => Date;
}

/** An open gate. */
export function createGate({ refusals: most, label, now }: Options): Gate {
  let refused = new Set<string | symbol>();
  let until = 0;
  let reason = said("asked_to_wait", { label });

  return {
    refused({ said: why, retryAfterMs, asksTooLongMs }, about: string | symbol = Symbol("another call")) {
      if (refused.size < most) refused.add(about);
      if (refused.size < most) return;
      until = Math.max(until, now().getTime() + (retryAfterMs ?? unsaid));
      reason =
        asksTooLongMs === null
          ? said("asked_to_wait_saying", { label, why })
          : said("asked_to_wait_long", { label, ms: finite(asksTooLongMs), why });
    },
    taken() {
      refused = new Set();
      until = 0;
    },
    status: () => (now().getTime() < until ? { until: new Date(until), reason } : null),
  };
}
