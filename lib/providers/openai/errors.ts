import { said } from "@/lib/contracts/sentences";
import { ProviderError } from "../provider-error";
import { refused } from "../refused";
import { waitAsked } from "../retry-after";
import type { WholeAnswer } from "../through-client";
import { toldError } from "../told-error";
import { openAiLimits } from "./limits";
import { label } from "./payload";

/** How OpenAI says that its rules forbid a content. */
const forbidden = new Set(["moderation_blocked", "content_policy_violation", "content_filter"]);
/** How it says that waiting does not help, only paying. */
const unpaid = new Set(["insufficient_quota", "billing_hard_limit_reached", "billing_not_active"]);

/**
 * The error for an answer that is not a success (https://developers.openai.com/api/docs/guides/error-codes): who is
 * told to come back may come back, what a gateway may have let through is unknown, all else stays as it is.
 */
export function refusal(answer: WholeAnswer, key: string, now: Date): ProviderError {
  const { status } = answer;
  const { code, type, message: detail } = toldError(answer.text, key, openAiLimits.detailLength);
  if (status === 402 || unpaid.has(code) || unpaid.has(type))
    return new ProviderError("permanent", said("quota_used_up", { label, detail }));
  if (status === 401)
    return new ProviderError("permanent", said("key_refused", { label, status, detail }), { status });
  if (forbidden.has(code))
    return new ProviderError("permanent", said("content_refused", { label, detail }), { status });
  return refused("submit", { label, status, detail, retryAfterMs: waitAsked(answer.headers, now) });
}
