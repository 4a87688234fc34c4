import { timingSafeEqual } from "node:crypto";
import { CodedError } from "@/lib/core/errors";
import type { Context } from "../context";
import { linkLimits } from "../limits";
import { outputUrl } from "./output-address";

type Signing = Pick<Context, "secrets">;

/** What the query of a signed link says. */
export interface LinkWords {
  /** When it ends, in seconds since 1970. */
  expires: number;
  signature: string;
}

/** What a link opens, as the one text that it vouches for. */
export const linked = {
  output: (runId: string, index: number) => `output ${runId} ${index}`,
  stream: (runId: string) => `stream ${runId}`,
  file: (fileId: string) => `file ${fileId}`,
} as const;

function tagOf({ secrets }: Signing, what: string, expires: number): Buffer {
  return secrets.key.tag("links", `${what} ${expires}`);
}

/** The query of a link that ends a day from now at the earliest; asked for twice within an hour it is the same. */
export function linkQuery(context: Signing, what: string, now: Date): string {
  const { lifetime, step } = linkLimits;
  return queryUntil(context, what, (Math.ceil(now.getTime() / step) * step + lifetime) / 1000);
}

function queryUntil(context: Signing, what: string, expires: number): string {
  const signature = tagOf(context, what, expires).toString("base64url");
  return String(new URLSearchParams({ expires: String(expires), signature }));
}

/**
 * The query of a link, and when it ends.
 * @param seconds from now on; null for as long as links usually last
 */
export function linkFor(
  context: Signing & Pick<Context, "clock">,
  what: string,
  seconds: number | null,
): { query: string; expiresAt: Date } {
  const now = context.clock();
  const query =
    seconds === null
      ? linkQuery(context, what, now)
      : queryUntil(context, what, Math.ceil(now.getTime() / 1000) + seconds);
  const expires = Number(new URLSearchParams(query).get("expires"));
  return { query, expiresAt: new Date(expires * 1000) };
}

/** An address of a released output that needs no key and ends. */
export function signedOutputUrl(context: Signing, runId: string, index: number, now: Date): string {
  return `${outputUrl(runId, index)}?${linkQuery(context, linked.output(runId, index), now)}`;
}

/** True for a link that was made here, whether or not it has ended. */
export function isOurs(context: Signing, what: string, { expires, signature }: LinkWords): boolean {
  const given = Buffer.from(signature, "base64url");
  const tag = tagOf(context, what, expires);
  return given.length === tag.length && timingSafeEqual(given, tag);
}

/**
 * Sees to it that a link was made here for what it asks for, and has not ended.
 * @throws CodedError `forbidden`, in a sentence that says which of the two
 */
export function demandLink(context: Signing & Pick<Context, "clock">, what: string, words: LinkWords): void {
  const { expires } = words;
  if (!isOurs(context, what, words))
    throw new CodedError("forbidden", "The signature of this link is not ours.");
  if (context.clock().getTime() >= expires * 1000)
    throw new CodedError(
      "forbidden",
      `This link ended at ${new Date(expires * 1000).toISOString()}. Ask for the prediction, the run or the file again for a new one.`,
    );
}
