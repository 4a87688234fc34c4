import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { JsonObject } from "@/lib/contracts/json";
import { parseJson } from "@/lib/contracts/json-text";
import { said } from "@/lib/contracts/sentences";
import { ProviderError } from "../provider-error";
import { refused } from "../refused";
import { waitOf } from "../retry-after";
import type { OpenAiAnswer } from "./client";
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
export function refusal(answer: OpenAiAnswer, key: string, now: Date): ProviderError {
  const { status } = answer;
  const { code, type, message } = errorIn(answer.text);
  const detail = message === null ? null : withoutSecrets(message, key).slice(0, openAiLimits.detailLength);
  if (status === 402 || unpaid.has(code) || unpaid.has(type))
    return new ProviderError("permanent", said("quota_used_up", { label, detail }));
  if (status === 401)
    return new ProviderError("permanent", said("key_refused", { label, status, detail }), { status });
  if (forbidden.has(code))
    return new ProviderError("permanent", said("content_refused", { label, detail }), { status });
  return refused("submit", { label, status, detail, retryAfterMs: retryAfter(answer.headers, now) });
}

/** The error for a success whose body is not what OpenAI describes: it was taken, and charged. */
export function unreadable({ status, broken }: OpenAiAnswer, what: string): ProviderError {
  return new ProviderError("unknown", said("answered_otherwise", { label, status, what, why: broken }), {
    status,
  });
}

/** A text without our key, and without anything that looks like one. */
export function withoutSecrets(text: string, key: string): string {
  const bare = key === "" ? text : text.replaceAll(key, "[secret]");
  return bare
    .replace(/\bsk-[\w*-]{8,}/g, "[secret]")
    .replace(/\bBearer\s+[\w.~+/=-]{8,}/gi, "Bearer [secret]");
}

function errorIn(text: string): { code: string; type: string; message: string | null } {
  const { error } = objectIn(text);
  const told: JsonObject = isJsonObject(error) ? error : {};
  const words = (value: unknown) => (typeof value === "string" ? value : "");
  // Compatible servers may answer with a plain text.
  const message = words(told.message) || words(error) || text.trim().slice(0, openAiLimits.detailLength);
  return { code: words(told.code), type: words(told.type), message: message || null };
}

function objectIn(text: string): JsonObject {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** `Retry-After-Ms` is OpenAI's own and finer than `Retry-After`. */
function retryAfter(headers: Headers, now: Date): number | null {
  const fine = headers.get("retry-after-ms");
  const ms = fine === null || fine.trim() === "" ? Number.NaN : Number(fine);
  return ms >= 0 ? ms : waitOf(headers.get("retry-after") ?? "", now);
}
