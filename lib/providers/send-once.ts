import type { Scrubbing } from "./contract";
import { lostAnswer } from "./lost-answer";
import { answeredOtherwise } from "./provider-error";
import { readBody } from "./read-body";
import { refused } from "./refused";
import { waitOf } from "./retry-after";

/** Characters of a provider's own words in an error message. */
const mostDetail = 1_000;

interface Sending {
  /** The provider's name for people. */
  label: string;
  now: () => Date;
  /** Takes our key out of a sentence. */
  scrub: Scrubbing;
  /** Of an answer, in bytes. */
  most: number;
}

/**
 * Sends a call that may cost money, once, and reads the whole answer. Redirects are not followed: the key goes to no
 * address that an answer names.
 * @throws ProviderError for everything but a whole answer of status 2xx: of what kind, its outcome says (law 3)
 */
export async function sendOnce(
  address: string,
  request: RequestInit,
  { label, now, scrub, most }: Sending,
): Promise<string> {
  const response = await fetch(address, { ...request, redirect: "manual" }).catch((cause: unknown) => {
    throw lostAnswer("submit", cause, { label, scrub });
  });
  const { status, headers } = response;
  const { text, broken } = await readBody(response, most);
  if (status < 200 || status >= 300) {
    const detail = scrub(text.trim()).slice(0, mostDetail) || null;
    const retryAfterMs = waitOf(headers.get("retry-after") ?? "", now());
    throw refused("submit", { label, status, detail, retryAfterMs });
  }
  if (broken === null) return text;
  throw answeredOtherwise(label, "a whole answer", { status, broken });
}
