import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json } from "@/lib/contracts/json";
import { parseJson } from "@/lib/contracts/json-text";
import { said } from "@/lib/contracts/sentences";
import { lostAnswer as lostAnswerOf, type Stake } from "../lost-answer";
import { ProviderError } from "../provider-error";
import { refused } from "../refused";
import { waitOf } from "../retry-after";
import type { ReplicateAnswer } from "./client";
import { replicateLimits } from "./limits";

export type { Stake } from "../lost-answer";

/** The error for a call that got no answer; `cause` is what `fetch` threw. */
export function lostAnswer(stake: Stake, cause: unknown, token: string): ProviderError {
  return lostAnswerOf(stake, cause, { label: "Replicate", scrub: (words) => withoutSecrets(words, token) });
}

/** The error for an answer that is not a success. */
export function refusal(stake: Stake, answer: ReplicateAnswer, token: string, now: Date): ProviderError {
  const detail = detailOf(answer.text);
  return refused(stake, {
    label: "Replicate",
    status: answer.status,
    detail: detail === null ? null : withoutSecrets(detail, token),
    retryAfterMs: retryAfter(answer, now),
  });
}

/** The error for a success whose body is not what Replicate describes. */
export function unreadable(
  stake: Stake,
  { status, broken }: Pick<ReplicateAnswer, "status" | "broken">,
  what: string,
): ProviderError {
  return new ProviderError(
    stake === "submit" ? "unknown" : "temporary",
    said("answered_otherwise", { label: "Replicate", status, what, why: broken }),
    { status },
  );
}

/** A text without the token, and without anything that looks like one. */
export function withoutSecrets(text: string, token: string): string {
  const bare = token === "" ? text : text.replaceAll(token, "[secret]");
  return bare
    .replace(/\br8_[A-Za-z0-9*]{8,}/g, "[secret]")
    .replace(/\bBearer\s+[\w.~+/=-]{8,}/gi, "Bearer [secret]");
}

function detailOf(text: string): string | null {
  const value = jsonIn(text);
  const { detail, title, error } = isJsonObject(value) ? value : {};
  const words = [detail, error, title].find((one) => typeof one === "string" && one !== "");
  return String(words ?? text.trim()).slice(0, replicateLimits.detailLength) || null;
}

/** Milliseconds until a repeat makes sense: the header (seconds or a date, RFC 9110 10.2.3), or the body's `retry_after`. */
function retryAfter({ headers, text }: ReplicateAnswer, now: Date): number | null {
  const told = waitOf(headers.get("retry-after") ?? "", now);
  if (told !== null) return told;
  const value = jsonIn(text);
  const seconds = isJsonObject(value) ? value.retry_after : undefined;
  return typeof seconds === "number" || typeof seconds === "string" ? waitOf(String(seconds), now) : null;
}

/** The JSON value a text spells, or undefined. */
export function jsonIn(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
