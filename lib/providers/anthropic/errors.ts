import { said } from "@/lib/contracts/sentences";
import { ProviderError } from "../provider-error";
import { refused } from "../refused";
import { waitAsked } from "../retry-after";
import type { WholeAnswer } from "../through-client";
import { toldError } from "../told-error";
import { anthropicLimits } from "./limits";
import { label } from "./payload";

/**
 * The error for an answer that is not a success (https://platform.claude.com/docs/en/api/errors). `overloaded_error` is
 * Anthropic's own word that it did not take the call, so it may be sent again; any other 5xx may come from a gateway
 * whose backend took it.
 */
export function refusal(answer: WholeAnswer, key: string, now: Date): ProviderError {
  const { status } = answer;
  const { type, message: detail } = toldError(answer.text, key, anthropicLimits.detailLength);
  const retryAfterMs = waitAsked(answer.headers, now);
  if (status === 402 || type === "billing_error")
    return new ProviderError("permanent", said("quota_used_up", { label, detail }));
  if (status === 401)
    return new ProviderError("permanent", said("key_refused", { label, status, detail }), { status });
  if (type === "overloaded_error")
    return new ProviderError("temporary", said("answered", { label, status, detail }), {
      status,
      ...(retryAfterMs !== null && { retryAfterMs }),
    });
  return refused("submit", { label, status, detail, retryAfterMs });
}
