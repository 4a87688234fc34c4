import { eachInside } from "@/lib/contracts/each-inside";
import type { Json } from "@/lib/contracts/json";
import { urlOf } from "@/lib/contracts/url-of";

/** What kind of material an address holds, as far as its ending or its field tells. */
export type MaterialKind = "image" | "video" | "audio" | "text" | "archive" | "model";

const endings = {
  image: [
    "png",
    "jpg",
    "jpeg",
    "jfif",
    "webp",
    "gif",
    "svg",
    "bmp",
    "tif",
    "tiff",
    "avif",
    "heic",
    "heif",
    "exr",
    "psd",
    "ico",
  ],
  video: ["mp4", "mov", "webm", "mkv", "avi", "m4v", "mpg", "mpeg", "wmv", "flv", "ogv"],
  audio: ["wav", "mp3", "flac", "ogg", "oga", "opus", "m4a", "aac", "aiff", "aif", "wma", "mid", "midi"],
  text: [
    "txt",
    "srt",
    "vtt",
    "json",
    "jsonl",
    "csv",
    "tsv",
    "md",
    "html",
    "htm",
    "xml",
    "pdf",
    "yaml",
    "yml",
    "docx",
  ],
  archive: ["zip", "tar", "gz", "tgz", "7z", "rar"],
  model: ["glb", "gltf", "obj", "ply", "stl", "fbx", "usdz", "splat"],
} as const satisfies Record<MaterialKind, readonly string[]>;

const kindOfEnding: ReadonlyMap<string, MaterialKind> = new Map(
  Object.entries(endings).flatMap(([kind, list]) =>
    list.map((ending): [string, MaterialKind] => [ending, kind as MaterialKind]),
  ),
);

const fieldWords: readonly (readonly [MaterialKind, RegExp])[] = [
  ["video", /video|movie|footage|clip_url|animation/i],
  ["audio", /audio|voice|speaker|speech|sound|song|music|melody|vocal|wav|mp3|track/i],
  ["archive", /zip|archive/i],
  ["text", /document|pdf|srt|subtitle|transcript|csv|json/i],
  [
    "image",
    /image|img|photo|picture|pic|face|mask|frame|portrait|sketch|drawing|logo|garm|selfie|jpg|png|art\b/i,
  ],
];

/** Configuration, not material: these addresses stay as the example has them. */
const weightsField = /lora|weights|checkpoint|rvc_model/i;
/** No ending is longer, written with as many `%` as may be. */
const longestEnding = 60;
const weightsEnding = /\.(safetensors|tar|ckpt|pt|pth|bin)$/i;

/** True for a web address or an inline data URI standing alone in a value. */
export function isUrl(value: unknown): value is string {
  return typeof value === "string" && /^\s*((?:https?|sandbox):\/\/\S|data:[^\s,]*,)/i.test(value);
}

/**
 * A web address spelled in the letters that addresses have (RFC 3986): accents, spaces and foreign scripts
 * percent-encoded, in names of hosts as Punycode. Null for what is no web address.
 */
export function plainAddress(text: string): string | null {
  const address = /^\s*https?:\/\//i.test(text) ? urlOf(text) : null;
  if (address === null) return null;
  const { href, pathname, search, hash } = address;
  const rest = pathname + search + hash;
  return (
    href.slice(0, href.length - rest.length) +
    rest
      .replaceAll(/[^\w\-.~!$&'()*+,;=:@/?#%]/gu, encodeURIComponent)
      .replaceAll(/%(?![0-9a-f]{2})/gi, "%25")
  );
}

/** True for an address of model weights, told by its field's name or its ending. */
export function isWeights(fieldName: string, url: string): boolean {
  return weightsField.test(fieldName) || weightsEnding.test(pathOf(url));
}

/** The kind of material at an address, by its ending or the type a data URI states; null when neither tells. */
export function kindOfUrl(url: string): MaterialKind | null {
  const mime = url.match(/^\s*data:([a-z]+)\/([a-z0-9.+-]+)/i);
  if (mime !== null) {
    const family = mime[1]?.toLowerCase();
    if (family === "image" || family === "video" || family === "audio" || family === "text") return family;
    return kindOfEnding.get(mime[2]?.toLowerCase() ?? "") ?? null;
  }
  return (
    kindOfEnding.get(
      pathOf(url)
        .match(/\.([a-z0-9]+)$/i)?.[1]
        ?.toLowerCase() ?? "",
    ) ?? null
  );
}

/** The kind of material a field asks for, by the words of its name; null when they do not tell. */
export function kindOfField(name: string): MaterialKind | null {
  return fieldWords.find(([, words]) => words.test(name))?.[0] ?? null;
}

/** True where a field called so, by its name or title, may hold a file of this kind: a face or a frame may as well be filmed. */
export function mayHold(name: string, kind: MaterialKind): boolean {
  const wanted = kindOfField(name);
  return (
    wanted === null ||
    wanted === kind ||
    (wanted === "image" && kind === "video" && !/image|img|photo|pic|jpg|png/i.test(name))
  );
}

/** Every address in a value with its path, lists and objects walked through in order. */
export function urlsIn(value: Json | undefined, path: readonly (string | number)[] = []): PlacedUrl[] {
  const found: PlacedUrl[] = [];
  addUrls(value, [...path], found);
  return found;
}

interface PlacedUrl {
  path: (string | number)[];
  url: string;
}

/** One list and one path for all: a payload may have ten thousand values. `path` is as it was when this returns. */
function addUrls(value: unknown, path: (string | number)[], found: PlacedUrl[]): void {
  if (isUrl(value)) found.push({ path: [...path], url: value });
  eachInside(value, (inner, name) => {
    path.push(name);
    addUrls(inner, path, found);
    path.pop();
  });
}

/** The end of an address's path, where its ending stands. Read by hand: a payload may have thousands of addresses. */
function pathOf(url: string): string {
  const bare = url.trim().replace(/[?#].*$/s, "");
  const host = bare.indexOf("://");
  const path = host === -1 ? 0 : bare.indexOf("/", host + 3);
  if (path === -1) return "";
  const end = bare.slice(Math.max(path, bare.length - longestEnding));
  if (!end.includes("%")) return end;
  try {
    return decodeURIComponent(end);
  } catch {
    return end;
  }
}
