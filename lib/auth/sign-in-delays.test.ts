import { expect, test } from "vitest";
import { signInLimits } from "./limits";
import { SignInDelays } from "./sign-in-delays";

const start = Date.parse("2026-11-27T12:00:00Z");
const at = (seconds: number) => new Date(start + seconds * 1000);
const ann = { email: "ann@example.com", network: "192.0.2.1", familiar: false };

/** Guesses as soon as it may, for so long. @returns how many guesses were heard, and the longest wait */
function guess(delays: SignInDelays, networkOf: (at: number) => string, seconds: number) {
  let [heard, longest] = [0, 0];
  for (let now = 0; now < seconds; ) {
    const wait = delays.begin({ ...ann, network: networkOf(heard) }, at(now));
    if (wait === 0) heard += 1;
    longest = Math.max(longest, wait);
    now += wait;
    if (heard > 5_000) break;
  }
  return { heard, longest };
}

test("a few wrong passwords cost nobody a wait, and after that each doubles it", () => {
  const delays = new SignInDelays();
  for (let tries = 0; tries < 5; tries++) expect(delays.begin(ann, at(0))).toBe(0);
  let now = 0;
  const waits = [1, 2, 4, 8].map(() => {
    expect(delays.begin(ann, at(now))).toBe(0);
    const wait = delays.begin(ann, at(now));
    now += wait;
    return wait;
  });
  expect(waits).toEqual([1, 2, 4, 8]);
});

test("guesses from one network soon have to wait a quarter of an hour each", () => {
  const { heard, longest } = guess(new SignInDelays(), () => ann.network, 86_400);
  expect(longest).toBe(signInLimits.longestWait);
  expect(heard).toBeLessThan(120);
});

test("guesses that come all at once count from their start", () => {
  const delays = new SignInDelays();
  const waits = Array.from({ length: 200 }, () => delays.begin(ann, at(0)));
  expect(waits.filter((wait) => wait === 0)).toHaveLength(signInLimits.freeForBoth + 1);
});

test("strangers do not lock anybody out: neither from another network, nor from everywhere at once", () => {
  const delays = new SignInDelays();
  guess(delays, () => ann.network, 3_000);
  const owner = { ...ann, network: "198.51.100.7" };
  expect(delays.begin(owner, at(3_000))).toBe(0);
  delays.succeeded(owner, at(3_000));
  const botnet = new SignInDelays();
  let now = 0;
  for (let one = 0; one < 1_000; one++) now += botnet.begin({ ...ann, network: `bot ${one}` }, at(now));
  expect(botnet.begin(owner, at(now))).toBeLessThanOrEqual(signInLimits.longestAccountWait);
  expect(botnet.begin({ ...owner, familiar: true }, at(now))).toBe(0);
});

test("one network cannot try one password on everybody", () => {
  const delays = new SignInDelays();
  const waits = Array.from({ length: 100 }, (_, one) =>
    delays.begin({ ...ann, email: `person${one}@example.com` }, at(0)),
  );
  expect(waits.filter((wait) => wait === 0)).toHaveLength(signInLimits.freeForNetwork + 1);
});

test("an office that signs in from one address is not held up", () => {
  const delays = new SignInDelays();
  for (let one = 0; one < 500; one++) {
    const attempt = { ...ann, email: `person${one}@example.com` };
    expect(delays.begin(attempt, at(0))).toBe(0);
    delays.succeeded(attempt, at(0));
  }
});

test("the right password ends the waits, and time does", () => {
  const delays = new SignInDelays();
  for (let tries = 0; tries < 8; tries++) delays.begin(ann, at(tries * 100));
  expect(delays.begin(ann, at(1_000))).toBe(0);
  delays.succeeded(ann, at(1_000));
  for (let tries = 0; tries < 5; tries++) expect(delays.begin(ann, at(1_000))).toBe(0);
  expect(delays.begin(ann, at(10_000))).toBe(0);
});
