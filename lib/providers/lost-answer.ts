import type { Said } from "@/lib/contracts/said";
import { quoted, said } from "@/lib/contracts/sentences";
import type { Scrubbing } from "./contract";
import { ProviderError } from "./provider-error";

/** What is at stake: `submit` may cost money when it is repeated, `read` may be repeated at will. */
export type Stake = "submit" | "read";

interface Whose {
  /** The provider's name for people. */
  label: string;
  /** Takes our key out of a sentence. */
  scrub: Scrubbing;
}

/**
 * The error for a call that got no answer: `temporary` when it may be repeated, or was certainly never sent, else
 * `unknown` (law 3).
 * @param cause what `fetch` threw
 */
export function lostAnswer(stake: Stake, cause: unknown, { label, scrub }: Whose): ProviderError {
  const at = { label, why: reasonOf(cause, scrub) };
  if (stake === "read") return new ProviderError("temporary", said("no_answer", at), { cause });
  return neverSent(cause)
    ? new ProviderError("temporary", said("not_reached", at), { cause })
    : new ProviderError("unknown", said("answer_lost", at), { cause });
}

/** True when the failure is certain to lie before the first byte of the request: no name, no connection. */
function neverSent(cause: unknown): boolean {
  return chainOf(cause).some(({ code, syscall }) => {
    if (syscall === "connect" || syscall === "getaddrinfo") return true;
    return code === "UND_ERR_CONNECT_TIMEOUT" || code === "ECONNREFUSED" || code === "ENOTFOUND";
  });
}

function reasonOf(cause: unknown, scrub: Scrubbing): Said {
  const chain = chainOf(cause);
  const timedOut = chain.some(({ name }) => name === "TimeoutError");
  if (timedOut) return said("took_too_long");
  if (chain.some(({ name }) => name === "AbortError")) return said("called_off");
  const deepest = chain.at(-1);
  const words = deepest?.code ?? deepest?.message;
  return words ? quoted(scrub(words)) : said("connection_failed");
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
