import { fileTypeFromBuffer } from "file-type";
import type { OutputKind } from "@/lib/contracts/words";
import { endingIn, mayRun } from "./file-ending";

/** What `file-type` calls otherwise than browsers do. */
const asBrowsersSay: Record<string, string> = {
  "audio/x-m4a": "audio/mp4",
  "application/ogg": "audio/ogg",
  "image/vnd.microsoft.icon": "image/x-icon",
};

/** Text is told apart by what its provider calls it. */
const textTypes: Record<string, string> = {
  json: "application/json",
  csv: "text/csv",
  tsv: "text/tab-separated-values",
  md: "text/markdown",
  vtt: "text/vtt",
  gltf: "model/gltf+json",
  obj: "model/obj",
  stl: "model/stl",
  ply: "model/ply",
};

/** The text of the first bytes, or null where they are none: a character that is cut in two at their end is fine. */
function textOf(head: Uint8Array): string | null {
  if (head.byteLength === 0) return null;
  const utf16 = head[0] === 0xff && head[1] === 0xfe ? "utf-16le" : head[0] === 0xfe && head[1] === 0xff;
  const encoding = utf16 === true ? "utf-16be" : utf16 || "utf-8";
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what has control characters is no text
    return /[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** An SVG document: its root comes after nothing but a declaration, comments and a document type. */
function isSvg(text: string): boolean {
  let rest = text.trimStart();
  for (;;) {
    if (/^<!doctype\s+(?!svg)/i.test(rest)) return false;
    const end = rest.startsWith("<?")
      ? "?>"
      : rest.startsWith("<!--")
        ? "-->"
        : rest.startsWith("<!")
          ? ">"
          : null;
    if (end === null) return /^<(?:svg:)?svg[\s/>]/i.test(rest);
    const at = rest.indexOf(end);
    if (at < 0) return false;
    rest = rest.slice(at + end.length).trimStart();
  }
}

/**
 * The content type of a file by its first bytes; its sender's and its address's word counts only where the bytes
 * do not tell, and never makes anything that runs.
 * @param claimed what the answer's header said
 * @param url where it came from: its ending tells kinds of text apart, and sound from film in the same container
 */
export async function contentTypeOf(head: Uint8Array, claimed: string | null, url: string): Promise<string> {
  const said = claimed?.split(";")[0]?.trim().toLowerCase() ?? "";
  const ending = endingIn(url);
  const text = textOf(head);
  if (text !== null) {
    if (isSvg(text)) return "image/svg+xml";
    if (said === "application/json" || said === "text/csv" || said === "text/markdown") return said;
    if (!text.startsWith("%PDF-")) return textTypes[ending] ?? "text/plain";
  }
  // A broken file may end where the library still wants to read.
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  if (found === undefined || mayRun(found.ext)) return "application/octet-stream";
  const type = found.mime.split(";")[0] ?? found.mime;
  const soundOnly = said.startsWith("audio/") || ["m4a", "m4b", "aac", "weba", "mka"].includes(ending);
  if (soundOnly && (type === "video/mp4" || type === "video/webm")) return type.replace("video/", "audio/");
  return asBrowsersSay[type] ?? type;
}

/** What kind of output a content type is. */
export function kindOf(contentType: string): OutputKind {
  const family = contentType.split("/")[0];
  if (family === "image" || family === "audio" || family === "video" || family === "text") return family;
  return contentType === "application/json" ? "json" : "file";
}
