/** The path to go to after signing in: one of this desk, whatever the address said (no open redirect). */
export function localPath(next: string | string[] | undefined): string {
  if (typeof next !== "string") return "/";
  const base = "http://desk.invalid";
  const url = URL.parse(next, base);
  return next.startsWith("/") && url?.origin === base ? `${url.pathname}${url.search}` : "/";
}
