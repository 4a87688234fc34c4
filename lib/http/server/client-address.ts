import { isIPv6 } from "node:net";
import { isTrusted, plainAddress } from "@/lib/auth/trusted-proxies";
import type { Env } from "@/lib/env";

/** Set by our own server on every request, from its socket; what a client sends under this name is overwritten. */
export const peerHeader = "x-countersign-peer";

/**
 * Where a request really comes from: what trusted proxies say in `X-Forwarded-For`, from the nearest on, up to the
 * first that is not trusted; without any, the socket's own address. Null where no server of ours took the request.
 */
export function clientAddress(headers: Headers, trusted: Env["trustedProxies"]): string | null {
  let address = plainAddress(headers.get(peerHeader) ?? "");
  if (address === null || trusted === null) return address;
  const said = (headers.get("x-forwarded-for") ?? "").split(",");
  for (let hop = 0; said.length > 0 && isTrusted(trusted, address, hop); hop += 1) {
    const next = plainAddress(withoutPort(said.pop() ?? ""));
    if (next === null) break;
    address = next;
  }
  return address;
}

/** True where a trusted proxy says that the client came by HTTPS; a word of anybody else counts for nothing. */
export function cameByHttps(headers: Headers, trusted: Env["trustedProxies"]): boolean {
  const peer = plainAddress(headers.get(peerHeader) ?? "");
  if (peer === null || trusted === null || !isTrusted(trusted, peer, 0)) return false;
  return headers.get("x-forwarded-proto")?.split(",")[0]?.trim().toLowerCase() === "https";
}

/** True where a session cookie can be read on its way: not by HTTPS as far as can be told, and not on this machine. */
export function cameInTheOpen(request: Request, trusted: Env["trustedProxies"]): boolean {
  if (cameByHttps(request.headers, trusted)) return false;
  const host = request.headers.get("host") ?? new URL(request.url).host;
  return !/^(localhost|127\.[\d.]+|\[::1\])(:\d+)?$/i.test(host);
}

function withoutPort(text: string): string {
  const [, bracketed, plain] = /^\s*(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)\s*$/.exec(text) ?? [];
  return bracketed ?? plain ?? text;
}

/** What one customer of a network has: an IPv4 address, or the /64 of an IPv6 one. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.split("%")[0]?.split("::") ?? [];
  const groups = (text: string) => (text === "" ? [] : text.split(":"));
  const [first, last] = [groups(head), groups(tail ?? "")];
  const zeros = Array<string>(Math.max(0, 8 - first.length - last.length)).fill("0");
  const all = tail === undefined ? first : [...first, ...zeros, ...last];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
