import type { RunFailure } from "@/lib/contracts/parts";
import { longestAsked } from "@/lib/providers/limits";
import type { ProviderError } from "@/lib/providers/provider-error";
import { waitInWords } from "@/lib/providers/wait-in-words";

/** What a provider's refusal becomes in the run. */
export function failureOf({ status, message, kind, asksTooLongMs }: ProviderError): RunFailure {
  const wish =
    asksTooLongMs === null
      ? ""
      : `; it asks to wait ${waitInWords(asksTooLongMs)}, and Countersign waits ${waitInWords(longestAsked)} at most`;
  return {
    code: status === 429 ? "rate_limit_exceeded" : "provider_error",
    message: `${message}${wish}`,
    temporary: kind === "temporary",
  };
}
