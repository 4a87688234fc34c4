import { hasBrand } from "@/lib/core/brand";

const brand = Symbol.for("countersign.provider-error");

/**
 * Why a provider's answer is not an answer.
 * - `temporary`: nothing was accepted, trying again may work (429, 5xx before acceptance, no connection).
 * - `permanent`: trying the same again gives the same (4xx, unknown model, bad input).
 * - `unknown`: the request may have been accepted; only looking it up can tell (law 3).
 */
export type ProviderErrorKind = "temporary" | "permanent" | "unknown";

export class ProviderError extends Error {
  override readonly name = "ProviderError";
  readonly [brand] = true;
  readonly kind: ProviderErrorKind;
  readonly status: number | null;
  readonly retryAfterMs: number | null;

  static override [Symbol.hasInstance](value: unknown): boolean {
    return hasBrand(value, brand);
  }

  constructor(
    kind: ProviderErrorKind,
    message: string,
    details: { status?: number; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.kind = kind;
    this.status = details.status ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
  }
}
