/** True where `PUBLIC_URL` says that people come by https. */
export function comesByHttps({ publicUrl }: { publicUrl: string | null }): boolean {
  return publicUrl?.startsWith("https:") === true;
}

const today = "__Host-countersign.session_token=";
const earlier = "__Secure-countersign.session_token=";

/**
 * The headers of a browser that signed in before its cookie was called `__Host-…`, with the cookie under today's name;
 * null for every other. Only a session of that time may be taken by it: any host beside this one can set such a cookie.
 */
export function withEarlierCookie(headers: Headers): Headers | null {
  const cookies = (headers.get("cookie") ?? "").split(/; */);
  if (cookies.some((cookie) => cookie.startsWith(today))) return null;
  if (!cookies.some((cookie) => cookie.startsWith(earlier))) return null;
  const renamed = new Headers(headers);
  const named = cookies.map((cookie) =>
    cookie.startsWith(earlier) ? `${today}${cookie.slice(earlier.length)}` : cookie,
  );
  renamed.set("cookie", named.join("; "));
  return renamed;
}
