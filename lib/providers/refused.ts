import { said } from "@/lib/contracts/sentences";
import type { Stake } from "./lost-answer";
import { ProviderError } from "./provider-error";

interface Refused {
  label: string;
  status: number;
  /** The provider's own words, without secrets; null for none. */
  detail: string | null;
  /** How long it asks to wait, in milliseconds. */
  retryAfterMs: number | null;
}

/**
 * The error for an answer that is not a success, by its status alone: 429 may come back, any other 3xx and 4xx stays as
 * it is, and a 5xx or 408 may come from a gateway whose backend took the call, whatever it says of coming back.
 */
export function refused(stake: Stake, { label, status, detail, retryAfterMs }: Refused): ProviderError {
  const message = said("answered", { label, status, detail });
  const details = { status, ...(retryAfterMs !== null && { retryAfterMs }) };
  if (status === 429) return new ProviderError("temporary", message, details);
  if (status >= 300 && status < 500 && status !== 408)
    return new ProviderError("permanent", message, details);
  return new ProviderError(stake === "read" ? "temporary" : "unknown", message, details);
}
