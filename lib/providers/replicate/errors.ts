import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json } from "@/lib/contracts/json";
import { parseJson } from "@/lib/contracts/json-text";
import type { Said } from "@/lib/contracts/said";
import { quoted, said } from "@/lib/contracts/sentences";
import { ProviderError } from "../provider-error";
import type { ReplicateAnswer } from "./client";
import { replicateLimits } from "./limits";

/** What is at stake: `submit` may cost money when it is repeated, `read` may be repeated at will. */
export type Stake = "submit" | "read";

/** The error for a call that got no answer; `cause` is what `fetch` threw. */
export function lostAnswer(stake: Stake, cause: unknown, token: string): ProviderError {
  const at = { label: "Replicate", why: reasonOf(cause, token) };
  if (stake === "read") return new ProviderError("temporary", said("no_answer", at), { cause });
  return neverSent(cause)
    ? new ProviderError("temporary", said("not_reached", at), { cause })
    : new ProviderError("unknown", said("answer_lost", at), { cause });
}

/** The error for an answer that is not a success. */
export function refusal(stake: Stake, answer: ReplicateAnswer, token: string, now: Date): ProviderError {
  const { status } = answer;
  const detail = detailOf(answer.text);
  const message = said("answered", {
    label: "Replicate",
    status,
    detail: detail === null ? null : withoutSecrets(detail, token),
  });
  const retryAfterMs = retryAfter(answer, now);
  const details = { status, ...(retryAfterMs !== null && { retryAfterMs }) };
  if (status === 429) return new ProviderError("temporary", message, details);
  if (status >= 300 && status < 500 && status !== 408)
    return new ProviderError("permanent", message, details);
  // A 5xx or 408 may come from a gateway whose backend took the call, whatever it says of coming back.
  return new ProviderError(stake === "read" ? "temporary" : "unknown", message, details);
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

/** True when the failure is certain to lie before the first byte of the request: no name, no connection. */
function neverSent(cause: unknown): boolean {
  return chainOf(cause).some(({ code, syscall }) => {
    if (syscall === "connect" || syscall === "getaddrinfo") return true;
    return code === "UND_ERR_CONNECT_TIMEOUT" || code === "ECONNREFUSED" || code === "ENOTFOUND";
  });
}

function reasonOf(cause: unknown, token: string): Said {
  const chain = chainOf(cause);
  const timedOut = chain.some(({ name }) => name === "TimeoutError");
  if (timedOut) return said("took_too_long");
  if (chain.some(({ name }) => name === "AbortError")) return said("called_off");
  const deepest = chain.at(-1);
  const words = deepest?.code ?? deepest?.message;
  return words ? quoted(withoutSecrets(words, token)) : said("connection_failed");
}

interface Link {
  name: string;
  message: string;
  code: string | undefined;
  syscall: string | undefined;
}

/** An error, its causes, and the errors of an aggregate (one for each address that was tried). */
function chainOf(cause: unknown): Link[] {
  if (!(cause instanceof Error)) return [];
  const { code, syscall } = cause as Error & { code?: unknown; syscall?: unknown };
  const link = {
    name: cause.name,
    message: cause.message,
    code: typeof code === "string" ? code : undefined,
    syscall: typeof syscall === "string" ? syscall : undefined,
  };
  const inner = cause instanceof AggregateError ? cause.errors : [cause.cause];
  return [link, ...inner.flatMap(chainOf)];
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

/** A number of seconds or a date as milliseconds from now; null when it is neither. */
function waitOf(words: string, now: Date): number | null {
  const seconds = words.trim() === "" ? Number.NaN : Number(words);
  // A date has the name of a month or a `T` in it; `Date.parse` would read a year out of nearly anything.
  const date = /[A-Za-z]/.test(words) ? Date.parse(words) - now.getTime() : Number.NaN;
  const ms = Number.isNaN(seconds) ? date : seconds * 1000;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

/** The JSON value a text spells, or undefined. */
export function jsonIn(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
