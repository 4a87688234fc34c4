import type { Said } from "@/lib/contracts/said";
import { asSaid, english, said } from "@/lib/contracts/sentences";
import { knownError } from "@/lib/core/known-error";
import { framesOf } from "@/lib/core/log-form";
import { longestAsked } from "./limits";

/**
 * Why a provider's answer is not an answer.
 * - `temporary`: nothing was accepted, trying again may work (429, no connection; any 5xx or 408 of what costs nothing).
 * - `permanent`: trying the same again gives the same (4xx, unknown model, bad input).
 * - `unknown`: the request may have been accepted; only looking it up can tell (law 3). With the provider's `status`
 *   when it turned a submission away (5xx, 408), without one when no answer came.
 */
export type ProviderErrorKind = "temporary" | "permanent" | "unknown";

export class ProviderError extends knownError("ProviderError") {
  readonly kind: ProviderErrorKind;
  /** The message by its code. */
  readonly said: Said;
  /** What the provider answered with; null when it did not answer at all. */
  readonly status: number | null;
  /** How long the provider asks to wait, whole milliseconds, never more than `longestAsked`. */
  readonly retryAfterMs: number | null;
  /** What it asked for in truth, where that is more than anybody waits without a person being told. */
  readonly asksTooLongMs: number | null;
  /** True when somebody else was asked on the way, such as the host of a request's file: it says nothing of the provider. */
  readonly elsewhere: boolean;
  /** Set when we did not ask the provider at all, because it is to be left alone. */
  readonly heldBack: "provider_rest" | "rate_limit" | null;

  constructor(
    kind: ProviderErrorKind,
    says: Said | string,
    details: {
      status?: number;
      retryAfterMs?: number;
      elsewhere?: boolean;
      heldBack?: ProviderError["heldBack"];
      cause?: unknown;
    } = {},
  ) {
    const sentence = asSaid(says);
    super(english(sentence), { cause: details.cause });
    this.said = sentence;
    this.kind = kind;
    this.status = details.status ?? null;
    this.elsewhere = details.elsewhere ?? false;
    this.heldBack = details.heldBack ?? null;
    const asked = details.retryAfterMs ?? Number.NaN;
    this.retryAfterMs = Number.isNaN(asked) ? null : Math.min(longestAsked, Math.ceil(Math.max(0, asked)));
    this.asksTooLongMs = asked > longestAsked ? asked : null;
  }

  /** For the log: its sentence may repeat the prompt that the provider was given. */
  logForm(): object {
    const { name, kind, status, said } = this;
    return { type: name, kind, status, code: said.code, stack: framesOf(this) };
  }
}

/** The refusal of a call for which there is no account: nothing is sent. */
export function keyMissing(label: string, variable: string): ProviderError {
  return new ProviderError("permanent", said("no_key", { label, variable }));
}

/**
 * The error for a success whose body is not what was described: it was taken, and may be charged.
 * @param what should have come, in words
 * @param answer its status, and why its body could not be read to its end, or null
 */
export function answeredOtherwise(
  label: string,
  what: string,
  { status, broken }: { status: number; broken: string | null },
): ProviderError {
  return new ProviderError("unknown", said("answered_otherwise", { label, status, what, why: broken }), {
    status,
  });
}
