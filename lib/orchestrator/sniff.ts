import type { OutputKind } from "@/lib/contracts/words";

const startsWith = (head: Uint8Array, text: string, offset = 0) =>
  Buffer.from(head.subarray(offset, offset + text.length)).toString("latin1") === text;

/** Signatures of the formats models give out; the sender's word counts only where the bytes do not tell. */
const signatures: readonly [(head: Uint8Array) => boolean, string][] = [
  [(head) => startsWith(head, "\x89PNG\r\n\x1a\n"), "image/png"],
  [(head) => startsWith(head, "\xff\xd8\xff"), "image/jpeg"],
  [(head) => startsWith(head, "GIF8"), "image/gif"],
  [(head) => startsWith(head, "RIFF") && startsWith(head, "WEBP", 8), "image/webp"],
  [(head) => startsWith(head, "RIFF") && startsWith(head, "WAVE", 8), "audio/wav"],
  [(head) => startsWith(head, "ftypavif", 4), "image/avif"],
  [(head) => startsWith(head, "ftyp", 4), "video/mp4"],
  [(head) => startsWith(head, "\x1aE\xdf\xa3"), "video/webm"],
  [(head) => startsWith(head, "OggS"), "audio/ogg"],
  [(head) => startsWith(head, "fLaC"), "audio/flac"],
  [
    (head) => startsWith(head, "ID3") || startsWith(head, "\xff\xfb") || startsWith(head, "\xff\xf3"),
    "audio/mpeg",
  ],
  [(head) => startsWith(head, "%PDF-"), "application/pdf"],
  [(head) => startsWith(head, "PK\x03\x04"), "application/zip"],
];

/** Content types that a browser may show in our own origin without running anything. */
const harmless = /^(?:text\/plain|application\/json|application\/octet-stream)$/;

/** The content type of a file by its first bytes, else by what its sender said if that cannot do harm. */
export function contentTypeOf(head: Uint8Array, claimed: string | null): string {
  const found = signatures.find(([matches]) => matches(head));
  if (found) return found[1];
  const type = claimed?.split(";")[0]?.trim().toLowerCase() ?? "";
  return harmless.test(type) ? type : "application/octet-stream";
}

/** What kind of output a content type is; the provider's expectation where it says nothing. */
export function kindOf(contentType: string, expected: OutputKind): OutputKind {
  const family = contentType.split("/")[0];
  if (family === "image" || family === "audio" || family === "video" || family === "text") return family;
  return contentType === "application/json" ? "json" : expected === "text" ? "text" : "file";
}
