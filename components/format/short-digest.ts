/** The first and last characters of a digest, enough to tell two apart at a glance: `9f3ac2…41d0`. */
export function shortDigest(digest: string): string {
  const hex = digest.replace(/^sha256:/, "");
  return hex.length <= 12 ? hex : `${hex.slice(0, 6)}…${hex.slice(-4)}`;
}
