import { expect, test } from "vitest";
import { parseTrustedProxies } from "@/lib/auth/trusted-proxies";
import { cameByHttps, clientAddress, networkOf, peerHeader } from "./client-address";

function from(peer: string, forwarded: string | null, trusted: string | null): string | null {
  const headers = new Headers({ [peerHeader]: peer });
  if (forwarded !== null) headers.set("x-forwarded-for", forwarded);
  return clientAddress(headers, trusted === null ? null : parseTrustedProxies(trusted));
}

test.each([
  // Nobody is trusted: what a client says of itself counts for nothing.
  ["203.0.113.9", "198.51.100.1", null, "203.0.113.9"],
  ["203.0.113.9", "198.51.100.1", "0", "203.0.113.9"],
  ["203.0.113.9", "198.51.100.1", "10.0.0.0/8", "203.0.113.9"],
  // One proxy: the last entry is its own; those before came from outside.
  ["10.0.0.2", "1.1.1.1, 203.0.113.9", "1", "203.0.113.9"],
  ["10.0.0.2", "1.1.1.1, 203.0.113.9", "10.0.0.2", "203.0.113.9"],
  ["::ffff:10.0.0.2", "1.1.1.1, 203.0.113.9", "10.0.0.0/8", "203.0.113.9"],
  ["10.0.0.2", null, "1", "10.0.0.2"],
  // Two, and a client that makes entries up.
  ["10.0.0.2", "1.1.1.1, 203.0.113.9, 10.0.0.3", "2", "203.0.113.9"],
  ["10.0.0.2", "1.1.1.1, 203.0.113.9, 10.0.0.3", "10.0.0.0/8", "203.0.113.9"],
  ["10.0.0.2", "10.0.0.7, 10.0.0.3", "10.0.0.0/8", "10.0.0.7"],
  ["10.0.0.2", "nonsense, 10.0.0.3", "10.0.0.0/8", "10.0.0.3"],
  ["10.0.0.2", "203.0.113.9:4711", "1", "203.0.113.9"],
  ["::1", "[2001:db8::7]:4711", "::1", "2001:db8::7"],
  ["fd00::2", "2001:db8::7", "fd00::/8,10.0.0.0/8", "2001:db8::7"],
] as const)("of %s, forwarded %s, trusting %s, the client is %s", (peer, forwarded, trusted, client) => {
  expect(from(peer, forwarded, trusted)).toBe(client);
});

test("without our own server there is no address that could be believed", () => {
  expect(clientAddress(new Headers({ "x-forwarded-for": "203.0.113.9" }), { hops: 1 })).toBeNull();
});

test("one customer's many IPv6 addresses are one network", () => {
  expect(networkOf("2001:db8:1:2:aaaa::1")).toBe(networkOf("2001:0DB8:0001:0002:bbbb:cccc:dddd:eeee"));
  expect(networkOf("2001:db8::1")).toBe("2001:db8:0:0::/64");
  expect(networkOf("2001:db8:1:3::1")).not.toBe(networkOf("2001:db8:1:2::1"));
  expect(networkOf("::1")).toBe("0:0:0:0::/64");
  expect(networkOf("203.0.113.9")).toBe("203.0.113.9");
});

test.each(["-1", "x", "10.0.0.1/33", "10.0.0.1/8/8", "1.2.3", "10.0.0.1,,", "fd00::/129", "100"])(
  "%s names no proxies",
  (text) => {
    expect(() => parseTrustedProxies(text)).toThrow();
  },
);

test.each([
  ["10.0.0.2", "https", "1", true],
  ["10.0.0.2", "https, http", "10.0.0.0/8", true],
  ["10.0.0.2", "http", "1", false],
  ["10.0.0.2", null, "1", false],
  ["203.0.113.9", "https", "10.0.0.0/8", false],
  ["10.0.0.2", "https", null, false],
] as const)("from %s, said to be by %s, trusting %s: by HTTPS is %s", (peer, proto, trusted, secure) => {
  const headers = new Headers({ [peerHeader]: peer, ...(proto !== null && { "x-forwarded-proto": proto }) });
  expect(cameByHttps(headers, trusted === null ? null : parseTrustedProxies(trusted))).toBe(secure);
});
