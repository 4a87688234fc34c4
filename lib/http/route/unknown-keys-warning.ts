import { maxWarned, maxWarnedLength } from "../limits";

/** The same answer, saying in a `Warning` (RFC 7234) which keys of the request were not understood but kept. */
export function withWarning(response: Response, kept: string[]): Response {
  if (kept.length === 0) return response;
  // A header takes ASCII without quotes, and is short.
  const named = kept.slice(0, maxWarned).map((at) => encodeURI(at).slice(0, maxWarnedLength));
  const more = kept.length > named.length ? `, and ${kept.length - named.length} more` : "";
  const headers = new Headers(response.headers);
  headers.set("warning", `299 - "Unknown keys, kept in metadata.extra: ${named.join(", ")}${more}"`);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
