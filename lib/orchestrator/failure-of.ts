import type { RunFailure } from "@/lib/contracts/parts";
import type { ProviderError } from "@/lib/providers/provider-error";

/** What a provider's refusal becomes in the run. */
export function failureOf(error: ProviderError): RunFailure {
  const code = error.status === 429 ? "rate_limit_exceeded" : "provider_error";
  return { code, message: error.message, temporary: error.kind === "temporary" };
}
