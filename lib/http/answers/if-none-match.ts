/** True when one of the tags the client has is this one; `W/` does not matter here (RFC 9110, 13.1.2). */
export function isKnown(header: string | null, etag: string): boolean {
  const tags = (header ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.includes(etag) || tags.includes("*");
}
