import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import { urlOf } from "@/lib/contracts/url-of";

/** IPv4 ranges that nobody outside a network answers for (RFC 6890 and what it names), as first address and prefix length. */
const privateRanges: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
];

/**
 * Why nobody outside this network can fetch an address, in words that end a sentence; null when
 * nothing speaks against it. Told by the address alone: nothing is looked up or called.
 */
export function unreachable(url: string): Said | null {
  const text = url.trim();
  if (/^data:/i.test(text)) return null;
  const address = urlOf(text);
  if (address === null) return said("no_web_address");
  const { protocol, hostname } = address;
  // The sandbox's own files are asked for by the sandbox alone.
  if (protocol === "sandbox:") return null;
  if (protocol !== "http:" && protocol !== "https:") return said("foreign_scheme", { scheme: protocol });
  const host = hostname.toLowerCase().replace(/\.$/, "");
  if (host.startsWith("[") || /^\d+\.\d+\.\d+\.\d+$/.test(host))
    return isPrivateAddress(host.replace(/^\[|\]$/g, "")) ? said("private_address") : null;
  if (host === "localhost" || host.endsWith(".localhost")) return said("this_machine");
  if (/\.(local|internal|intranet|lan|home|corp|home\.arpa)$/.test(host))
    return said("name_inside_network", { host });
  return host.includes(".") ? null : said("name_inside_network", { host });
}

/** True for an IP address, in whatever spelling, that means something only inside a network. */
export function isPrivateAddress(address: string): boolean {
  if (!address.includes(":")) return privateIpv4(address);
  // As it is spelled in web addresses; one with a zone is none, and is a neighbour's.
  const spelled = urlOf(`http://[${address}]`);
  return spelled === null || privateIpv6(spelled.hostname.slice(1, -1));
}

function privateIpv4(host: string): boolean {
  return privateRanges.some(([first, length]) => {
    const shift = 32 - length;
    return numberOf(host) >>> shift === numberOf(first) >>> shift;
  });
}

function numberOf(host: string): number {
  return host.split(".").reduce((sum, part) => (sum << 8) | Number(part), 0) >>> 0;
}

/** Loopback, unspecified, unique local (RFC 4193), link-local and multicast (RFC 4291), and IPv4 in IPv6's clothes. */
function privateIpv6(host: string): boolean {
  // Mapped, translated (RFC 2765) and compatible ones.
  const mapped = /^::(?:ffff:(?:0:)?)?([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(host);
  if (mapped !== null) {
    const [high = 0, low = 0] = mapped.slice(1).map((part) => Number.parseInt(part, 16));
    return privateIpv4([high >> 8, high & 255, low >> 8, low & 255].join("."));
  }
  if (host === "::" || host === "::1" || /^f[cdf]|^fe[89a-f]/.test(host)) return true;
  // NAT64, Teredo and 6to4 lead to an IPv4 address (RFC 6052, 4380, 3056).
  return /^64:ff9b:|^2001:(0:|:)|^2002:/.test(host);
}
