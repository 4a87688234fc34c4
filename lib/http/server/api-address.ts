import type { IncomingMessage } from "node:http";

/**
 * Where a request goes. `/hitl/…` and `/teams/…` are the addresses below `/api`, as older clients know them. What only
 * a program asks of an address outside of it goes there, too, where nothing answers it with a problem: a page would
 * answer with HTML, and with 200.
 */
export function apiAddress({ url = "/", method = "GET", headers }: Asked): string {
  if (!url.startsWith("/") || /^\/api(?=[/?]|$)/.test(url)) return url;
  const ours = /^\/(hitl|teams)(?=[/?]|$)/.test(url) || asksAsProgram(method, headers);
  return ours ? `/api${url.replace(/^\/(?=\?|$)/, "")}` : url;
}

type Asked = Pick<IncomingMessage, "url" | "method" | "headers">;

/** No page takes a body or a key, and none is JSON. */
function asksAsProgram(method: string, { authorization = "", accept = "" }: Asked["headers"]): boolean {
  if (!["GET", "HEAD", "OPTIONS"].includes(method)) return true;
  if (/^(bearer|token)\s/i.test(authorization)) return true;
  return /\bapplication\/([\w.+-]+\+)?json\b/i.test(accept) && !/\btext\/html\b/i.test(accept);
}
