import type { FileRef } from "@/lib/contracts/file-ref";
import type { OutputKind } from "@/lib/contracts/words";

/** A file to look at: what goes in, or what came out. */
export interface Material {
  /** Where this server shows it, or the whole of it as a data: address. */
  url: string;
  name: string;
  kind: OutputKind;
  contentType: string;
  /** Null where nobody counted. */
  bytes: number | null;
  /** Where it came from, for what a request names. */
  from?: string;
}

/** How a file is shown; nobody sees what is only named. */
export type Shown = "picture" | "film" | "sound" | "named";

/** What browsers draw, and draw alike. An SVG is a program that draws: nobody knows what it shows elsewhere. */
const drawn = /^image\/(png|jpeg|gif|webp|avif|bmp|x-icon)$/;

/** How a file is shown to whoever decides about it. */
export function shownAs({ kind, contentType }: Pick<Material, "kind" | "contentType">): Shown {
  if (kind === "image") return drawn.test(contentType) ? "picture" : "named";
  if (kind === "video") return "film";
  return kind === "audio" ? "sound" : "named";
}

/** What a data: address holds; null for one that is none. */
export function inlineMaterial(address: string, name: string): Material | null {
  const match = /^data:([\w.+-]+\/[\w.+-]+)?[^,]{0,200},/i.exec(address);
  if (!match) return null;
  const contentType = match[1]?.toLowerCase() ?? "text/plain";
  const family = contentType.split("/")[0] ?? "";
  const kind = family === "image" || family === "video" || family === "audio" ? family : "file";
  const letters = address.length - match[0].length;
  const bytes = /;base64,$/i.test(match[0]) ? Math.floor((letters * 3) / 4) : letters;
  return { url: address, name, kind, contentType, bytes };
}

/** The types of the endings that files of ours are given: they fit what each file is. */
const types: Record<string, string> = {
  png: "image/png",
  jpg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  avif: "image/avif",
  svg: "image/svg+xml",
  bmp: "image/bmp",
  ico: "image/x-icon",
  mp4: "video/mp4",
  m4v: "video/mp4",
  webm: "video/webm",
  mov: "video/quicktime",
  mkv: "video/matroska",
  wav: "audio/wav",
  mp3: "audio/mpeg",
  m4a: "audio/mp4",
  ogg: "audio/ogg",
  flac: "audio/flac",
  aac: "audio/aac",
};

/** A file of ours: what it is tells its ending, which was given to it by its bytes. */
export function fileMaterial({ url, name: file }: FileRef, name: string): Material {
  const ending = file.slice(file.lastIndexOf(".") + 1).toLowerCase();
  const contentType = types[ending] ?? (ending === "jpeg" ? "image/jpeg" : "application/octet-stream");
  const family = contentType.split("/")[0] ?? "";
  const kind = family === "image" || family === "video" || family === "audio" ? family : "file";
  return { url, name: `${name}: ${file}`, kind, contentType, bytes: null };
}

const longest = 64;

/** An address in few letters: its host and the name of its file always show, what is between gives way. */
export function shortAddress(address: string): string {
  if (/^data:/i.test(address)) return `${address.slice(0, address.indexOf(",")).slice(0, 40)}…`;
  const bare = address.replace(/^https?:\/\//, "");
  if (bare.length <= longest) return bare;
  const path = bare.split(/[?#]/)[0] ?? bare;
  const host = path.split("/")[0] ?? "";
  const file = path.includes("/") ? (path.split("/").at(-1) ?? "") : "";
  return `${ends(host, longest / 2)}/…/${ends(file, longest / 2)}`;
}

/** Both ends of a word that is too long. */
function ends(word: string, most: number): string {
  return word.length <= most ? word : `${word.slice(0, most / 2)}…${word.slice(-most / 2 + 1)}`;
}
