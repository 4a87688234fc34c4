import { BlockList, isIP } from "node:net";

/** Whose word counts about where a request came from: so many hops before this process, or those at these addresses. */
export type TrustedProxies = { hops: number } | { list: BlockList };

/** An address as it is compared: an IPv4 one that came over an IPv6 socket is IPv4. */
export function plainAddress(text: string): string | null {
  const address = text.trim().replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(address) === 0 ? null : address;
}

/**
 * Reads `TRUSTED_PROXIES`: a number of hops, or addresses and CIDR blocks with commas between.
 * @throws Error for anything else
 */
export function parseTrustedProxies(text: string): TrustedProxies {
  if (/^\d{1,2}$/.test(text.trim())) return { hops: Number(text) };
  const list = new BlockList();
  for (const part of text.split(",")) {
    const [given = "", bits, ...more] = part.trim().split("/");
    const address = plainAddress(given);
    if (address === null || more.length > 0) throw new Error(`${part} is no address`);
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(address, family);
    else if (/^\d{1,3}$/.test(bits)) list.addSubnet(address, Number(bits), family);
    else throw new Error(`${part} is no CIDR block`);
  }
  return { list };
}

/** True for a proxy at this address, the `hop`-th before this process, the nearest being 0. */
export function isTrusted(proxies: TrustedProxies, address: string, hop: number): boolean {
  if ("hops" in proxies) return hop < proxies.hops;
  return proxies.list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}
