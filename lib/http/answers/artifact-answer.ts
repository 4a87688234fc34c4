import type { OpenArtifact } from "@/lib/orchestrator/reading/open-artifact";
import { isKnown } from "./if-none-match";
import { problemResponse } from "./problem";

/** What a browser shows by itself, and runs nothing of. */
const shown = /^(?:image\/(?!svg)|audio\/|video\/|text\/plain$)/;

/** The one range asked for (RFC 9110, 14.1.2); undefined for none that we serve, null for one outside the file. */
export function rangeOf(
  header: string | null,
  bytes: number,
): { start: number; end: number } | null | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return undefined;
  const [, from = "", to = ""] = match;
  // A range that runs backwards is no range, and is to be ignored.
  if (from !== "" && to !== "" && Number(to) < Number(from)) return undefined;
  const start = from === "" ? Math.max(0, bytes - Number(to)) : Number(from);
  const end = from === "" || to === "" ? bytes - 1 : Math.min(Number(to), bytes - 1);
  return start > end || start >= bytes ? null : { start, end };
}

/** A name in both spellings of RFC 6266: for clients that know only ASCII, and as it is. */
function namedAs(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  if (plain === name) return `filename="${name}"`;
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${plain}"; filename*=UTF-8''${whole}`;
}

/** A file as an answer: whole or one range of it. It never runs anything in our own origin. */
export async function artifactAnswer(file: OpenArtifact, headers: Headers): Promise<Response> {
  const common = {
    "content-type": file.contentType,
    "content-disposition": `${shown.test(file.contentType) ? "inline" : "attachment"}; ${namedAs(file.name)}`,
    "accept-ranges": "bytes",
    // The latest attempt's file stands at this address: it is kept, but asked for again.
    "cache-control": "private, no-cache",
    // An SVG may run scripts as a page of its own; its styles are part of the picture.
    "content-security-policy":
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
    etag: `"${file.sha256}"`,
  };
  if (isKnown(headers.get("if-none-match"), common.etag)) {
    return new Response(null, { status: 304, headers: common });
  }
  // A part of another attempt's file must not be glued to what the client has of this one (RFC 9110, 13.1.5).
  const same = (headers.get("if-range") ?? common.etag) === common.etag;
  const range = same ? rangeOf(headers.get("range"), file.bytes) : undefined;
  if (range === null) {
    const response = problemResponse(
      "range_not_satisfiable",
      `The file has ${file.bytes} bytes; ${headers.get("range")} is outside.`,
    );
    response.headers.set("content-range", `bytes */${file.bytes}`);
    response.headers.set("accept-ranges", "bytes");
    return response;
  }
  if (range === undefined) {
    return new Response(await file.read(), { headers: { ...common, "content-length": String(file.bytes) } });
  }
  const { start, end } = range;
  return new Response(await file.read(range), {
    status: 206,
    headers: {
      ...common,
      "content-range": `bytes ${start}-${end}/${file.bytes}`,
      "content-length": String(end - start + 1),
    },
  });
}
