import { expect, test } from "vitest";
import { de } from "@/components/text/de";
import { en } from "@/components/text/en";
import { bytes } from "./bytes";
import { ago, duration, measured } from "./duration";
import { money } from "./money";
import { shortDigest } from "./short-digest";
import { timeLeft } from "./time-left";

const minute = 60_000;

test("a span is said in at most two units", () => {
  expect(duration(42_000, en.time)).toBe("42 s");
  expect(duration(4 * minute + 59_000, en.time)).toBe("4 min");
  expect(duration(80 * minute, en.time)).toBe("1 h 20 min");
  expect(duration(26 * 60 * minute, en.time)).toBe("26 h");
  expect(duration(72 * 60 * minute, en.time)).toBe("3 d");
});

test("a measured span keeps its tenths while they matter", () => {
  expect(measured(340, en.time)).toBe("340 ms");
  expect(measured(1_840, en.time)).toBe("1.8 s");
  expect(measured(61_000, en.time)).toBe("1 min");
});

test("what has only just happened is just now", () => {
  const now = Date.parse("2026-01-01T00:00:10Z");
  expect(ago("2026-01-01T00:00:08Z", now, en.time)).toBe("just now");
  expect(ago("2025-12-31T23:58:10Z", now, en.time)).toBe("2 min ago");
});

test("small amounts keep the digits that make them differ", () => {
  expect(money(0.32, en.time)).toBe("$0.32");
  expect(money(0.0035, en.time)).toBe("$0.0035");
  expect(money(0, en.time)).toBe("$0.00");
  expect(money(1200, en.time)).toBe("$1,200.00");
});

test("sizes are decimal", () => {
  expect(bytes(812, en.time)).toBe("812 B");
  expect(bytes(1_234_567, en.time)).toBe("1.2 MB");
});

test("numbers, money and spans follow the language", () => {
  expect(money(1200.5, de.time)).toBe("1.200,50\u00a0$");
  expect(bytes(1_234_567, de.time)).toBe("1,2 MB");
  expect(measured(1_840, de.time)).toBe("1,8 s");
  expect(ago("2025-12-31T23:58:10Z", Date.parse("2026-01-01T00:00:10Z"), de.time)).toBe("vor 2 min");
});

test("a digest is shortened at both ends and a short one is left alone", () => {
  expect(shortDigest(`sha256:${"ab".repeat(32)}`)).toBe("ababab…abab");
  expect(shortDigest("sha256:abc")).toBe("abc");
});

test("time left turns amber under a fifth and red under a twentieth", () => {
  const since = "2026-01-01T00:00:00Z";
  const end = "2026-01-01T01:40:00Z";
  const at = (share: number) => timeLeft(since, end, Date.parse(since) + share * 100 * minute).urgency;
  expect([at(0.5), at(0.81), at(0.96), at(1)]).toEqual(["calm", "soon", "now", "over"]);
});
