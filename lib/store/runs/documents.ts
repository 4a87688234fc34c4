import type { Json } from "@/lib/contracts/json";
import { canonicalJson, digestOfText } from "@/lib/core/digest";

/** Big documents on their way into the store: canonical JSON (RFC 8785) by its digest. */
export type Documents = ReadonlyMap<string, string>;

/** A value under its digest, and the digest: its canonical text is made once for both. */
export function documentOf(value: Json): { digest: string; documents: Documents } {
  const canonical = canonicalJson(value);
  const digest = digestOfText(canonical);
  return { digest, documents: new Map([[digest, canonical]]) };
}

/** Puts values under their digests. */
export function documentsOf(...values: Json[]): Documents {
  return new Map(values.flatMap((value) => [...documentOf(value).documents]));
}

/**
 * The canonical text behind a digest.
 * @throws Error when a transition names a document that was not handed over with it
 */
export function contentOf(documents: Documents, digest: string): string {
  const content = documents.get(digest);
  if (content === undefined) throw new Error(`No document with digest ${digest} was handed over`);
  return content;
}
