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

/** Of what the link vouches, as one text. */
function textOf(runId: string, index: number, expires: number): string {
  return `output ${runId} ${index} ${expires}`;
}

function tagOf({ secrets }: Signing, runId: string, index: number, expires: number): Buffer {
  return secrets.key.tag("links", textOf(runId, index, expires));
}

/**
 * An address of a released output that needs no key and ends; asked for twice within an hour it is the same.
 * @param now it ends a day after that at the earliest
 */
export function signedOutputUrl(context: Signing, runId: string, index: number, now: Date): string {
  const { lifetime, step } = linkLimits;
  const expires = (Math.ceil(now.getTime() / step) * step + lifetime) / 1000;
  const signature = tagOf(context, runId, index, expires).toString("base64url");
  return `${outputUrl(runId, index)}?${new URLSearchParams({ expires: String(expires), signature })}`;
}

/**
 * Sees to it that a link was made here for this output, and has not ended.
 * @throws CodedError `forbidden`, in a sentence that says which of the two
 */
export function demandLink(
  context: Signing & Pick<Context, "clock">,
  { id, index }: { id: string; index: number },
  { expires, signature }: LinkWords,
): void {
  const given = Buffer.from(signature, "base64url");
  const tag = tagOf(context, id, index, expires);
  if (given.length !== tag.length || !timingSafeEqual(given, tag))
    throw new CodedError("forbidden", "The signature of this link is not ours.");
  if (context.clock().getTime() >= expires * 1000)
    throw new CodedError(
      "forbidden",
      `This link ended at ${new Date(expires * 1000).toISOString()}. Ask for the prediction or the run again for a new one.`,
    );
}
