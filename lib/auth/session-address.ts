import { isIPv6 } from "node:net";
import { normalizeIP } from "@better-auth/core/utils/ip";

/** Of an IPv6 address the identity library keeps the network that one customer has. */
const subnet = 64;

/** An address as it is kept with a session. */
export function keptAddress(address: string): string {
  return normalizeIP(address, { ipv6Subnet: subnet });
}

/** A kept address as people write it: of IPv6 the network, in its short form (RFC 5952). */
export function writtenAddress(kept: string): string {
  if (!isIPv6(kept)) return kept;
  return `${new URL(`http://[${kept}]`).hostname.slice(1, -1)}/${subnet}`;
}
