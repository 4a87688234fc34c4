import { said } from "@/lib/contracts/sentences";
import { CodedError, refusal } from "@/lib/core/errors";

export type IfMatch = number | "*" | null;

/**
 * The version an `If-Match` names: `"4"` is 4. `W/"4"` counts as well, since proxies
 * that compress weaken our tags. Throws 400 for what is no entity tag and 412 for
 * a tag that was never one of ours.
 */
export function parseIfMatch(header: string | null): IfMatch {
  if (header === null) return null;
  const text = header.trim();
  if (text === "*") return "*";
  const tag = /^(?:W\/)?"([\x21\x23-\x7e]*)"$/.exec(text)?.[1];
  if (tag === undefined) {
    throw refusal("validation_error", said("if_match_form", { text }));
  }
  if (!/^\d{1,15}$/.test(tag)) {
    throw new CodedError("stale_review", `If-Match names "${tag}", which is no version of this.`);
  }
  return Number(tag);
}

/** The one version a decision may meet, or null when any will do. */
export function versionOf(ifMatch: IfMatch): number | null {
  return typeof ifMatch === "number" ? ifMatch : null;
}
