import type { RunFailure } from "@/lib/contracts/parts";
import { said } from "@/lib/contracts/sentences";
import { failure } from "@/lib/core/failure";
import { finite } from "@/lib/providers/finite";
import { longestAsked } from "@/lib/providers/limits";
import type { ProviderError } from "@/lib/providers/provider-error";

/** What a provider's refusal becomes in the run. */
export function failureOf({ status, said: why, kind, asksTooLongMs }: ProviderError): RunFailure {
  const says =
    asksTooLongMs === null
      ? why
      : said("asks_too_long", { why, ms: finite(asksTooLongMs), mostMs: longestAsked });
  const code = status === 429 ? "rate_limit_exceeded" : "provider_error";
  return failure(code, says, { temporary: kind === "temporary" });
}
