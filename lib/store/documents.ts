import type { Json } from "@/lib/contracts/json";
import { canonicalJson, digestOfText } from "@/lib/core/digest";

/** Big documents on their way into the store: canonical JSON (RFC 8785) by its digest. */
export type Documents = ReadonlyMap<string, string>;

/** Puts values under their digests. */
export function documentsOf(...values: Json[]): Documents {
  return new Map(
    values.map((value) => {
      const canonical = canonicalJson(value);
      return [digestOfText(canonical), canonical];
    }),
  );
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
