import { peerHeader } from "@/lib/http/server/client-address";

let networks = 0;

/**
 * The header of a network from which nobody has asked before (RFC 2544 has these for tests): failures are counted by
 * network, and none of one test's future may be waited for in another's.
 */
export function anotherNetwork(): Record<string, string> {
  networks += 1;
  return { [peerHeader]: `198.18.${networks >> 8}.${networks & 255}` };
}
