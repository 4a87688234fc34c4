import { urlOf } from "@/lib/contracts/url-of";

/** The endings of a content type; the first is given to a file whose own is none of them. */
const endings: Record<string, readonly string[]> = {
  "image/png": ["png"],
  "image/jpeg": ["jpg", "jpeg", "jfif"],
  "image/gif": ["gif"],
  "image/webp": ["webp"],
  "image/avif": ["avif"],
  "image/svg+xml": ["svg"],
  "image/tiff": ["tif", "tiff"],
  "image/bmp": ["bmp"],
  "image/heic": ["heic"],
  "image/heif": ["heif", "heic"],
  "image/vnd.adobe.photoshop": ["psd"],
  "image/x-icon": ["ico"],
  "audio/wav": ["wav"],
  "audio/mpeg": ["mp3", "mp2"],
  "audio/mp4": ["m4a", "mp4", "m4b"],
  "audio/aac": ["aac"],
  "audio/ogg": ["ogg", "oga", "opus"],
  "audio/flac": ["flac"],
  "audio/midi": ["mid", "midi"],
  "audio/aiff": ["aif", "aiff"],
  "audio/webm": ["weba", "webm"],
  "video/mp4": ["mp4", "m4v"],
  "video/webm": ["webm"],
  "video/quicktime": ["mov", "qt"],
  "video/matroska": ["mkv"],
  "video/vnd.avi": ["avi"],
  "application/pdf": ["pdf"],
  "application/gzip": ["gz", "tgz"],
  "application/json": ["json"],
  "model/gltf-binary": ["glb"],
  "text/csv": ["csv"],
  "text/markdown": ["md"],
  "text/vtt": ["vtt"],
};

/** What a content type says too little of: the provider's ending tells more. */
const open: Record<string, string> = {
  "application/octet-stream": "bin",
  "application/zip": "zip",
  "text/plain": "txt",
};

/** Endings that a computer or a browser runs when the file is opened. */
const running =
  /^(?:exe|com|bat|cmd|ps1|psm1|vb[es]?|m?jse?|cjs|ws[fh]|hta|ms[ip]|scr|pif|cpl|dll|sys|jar|class|app|lnk|url|desktop|sh|bash|zsh|command|reg|x?html?|shtml|mht|mhtml|svgz?|xml|xslt?|swf|php\d?|py[cw]?|pl|rb|apk|dmg|pkg|deb|rpm|iso|img|vhdx?|inf|chm|hlp|gadget|application|crx|xpi|elf|macho|alias|wasm|do[ct]m|xl[st]m|pp[ts]m)$/;

/** True for an ending of what runs when it is opened. */
export function mayRun(ending: string): boolean {
  return running.test(ending);
}

/** The ending of an address's last part, in small letters; empty when it has none. */
export function endingIn(url: string): string {
  const path = urlOf(url)?.pathname ?? "";
  return /\.([a-z0-9]{1,12})$/i.exec(path)?.[1]?.toLowerCase() ?? "";
}

/** Types that are known by their bytes alone: what has their ending and was not known as one is none. */
const surelyKnown = Object.entries(endings)
  .filter(([type]) => /^image\/|^application\/(pdf|gzip)$/.test(type))
  .flatMap(([, known]) => known);

/** Types that hold no text: an ending of theirs says of a text what it is not. */
const noText = Object.entries(endings)
  .filter(([type]) => !type.startsWith("text/") && type !== "application/json")
  .flatMap(([, known]) => known);

/** Whether an ending says something else than is known of the bytes. */
function misleads(ending: string, contentType: string): boolean {
  return (contentType === "text/plain" ? noText : surelyKnown).includes(ending);
}

/** The ending a file is handed out under: its provider's where that fits what the file is, and never one that runs. */
export function endingOf(contentType: string, sourceUrl: string): string {
  const given = endingIn(sourceUrl);
  const fitting = endings[contentType];
  if (fitting) return fitting.includes(given) ? given : (fitting[0] ?? "bin");
  const fits = given !== "" && !mayRun(given) && !misleads(given, contentType);
  return fits ? given : (open[contentType] ?? "bin");
}
