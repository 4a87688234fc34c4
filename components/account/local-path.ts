/** The path to go to after signing in: one of this desk, whatever the address said (no open redirect). */
export function localPath(next: string | string[] | undefined): string {
  if (typeof next !== "string") return "/";
  const base = "http://desk.invalid";
  const url = URL.parse(next, base);
  // A path may begin with a host once its dots are resolved: `/.//host`.
  const ours = next.startsWith("/") && url?.origin === base && !url.pathname.startsWith("//");
  return ours ? `${url.pathname}${url.search}` : "/";
}
