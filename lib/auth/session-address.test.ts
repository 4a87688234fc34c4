import { expect, test } from "vitest";
import { keptAddress, writtenAddress } from "./session-address";

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["2001:DB8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::/64"],
  ["::1", "::/64"],
])("%s is kept with a session as what one customer has, and written in short: %s", (address, written) => {
  const kept = keptAddress(address);
  expect(keptAddress(kept)).toBe(kept);
  expect(writtenAddress(kept)).toBe(written);
});
