import { expect, test } from "vitest";
import { de } from "@/components/text/de";
import { en } from "@/components/text/en";
import { adminEn } from "@/components/text/en/admin";
import { makePath } from "@/lib/testing/factories/metrics";
import { bucketName, bucketTick } from "./bucket-label";
import { count, percent, shortCount, signed } from "./number";
import { pathRows } from "./path-rows";
import { hasValues, standsAlone } from "./series";
import { span } from "./span";

const text = { ...en, ...adminEn };

test("shares keep a decimal while they are small, and nothing is a dash", () => {
  expect(percent(0.042, en.time)).toBe("4.2%");
  expect(percent(0.63, en.time)).toBe("63%");
  expect(percent(0, en.time)).toBe("0%");
  expect(percent(null, en.time)).toBe("–");
});

test("counts follow the language", () => {
  expect(count(12_480, en.time)).toBe("12,480");
  expect(count(12_480, de.time)).toBe("12.480");
  expect(shortCount(12_480, en.time)).toBe("12.5K");
  expect(shortCount(1_050, en.time)).toBe("1,050");
  expect(signed(-1.44, en.time)).toBe("−1.4");
  expect(signed(2, en.time)).toBe("+2");
});

test("a span keeps its seconds while they matter", () => {
  const said = [340, 1_840, 42_000, 72_400, 120_000, 599_999, 4_800_000].map((value) => span(value, en.time));
  expect(said).toEqual(["340 ms", "1.8 s", "42 s", "1 min 12 s", "2 min", "10 min", "1 h 20 min"]);
});

test("buckets are named in UTC wherever the reader is", () => {
  expect(bucketTick("2026-11-24T23:00:00Z", "hour", en.time)).toBe("23:00");
  expect(bucketTick("2026-11-24T00:00:00Z", "hour", en.time)).toBe("00:00");
  expect(bucketTick("2026-11-24T00:00:00Z", "day", en.time)).toBe("Nov 24");
  expect(bucketName("2026-11-24T00:00:00Z", "week", en.time)).toBe("Nov 24, 2026");
});

test("a chart of zeros and gaps has nothing to show", () => {
  const points = [{ start: "a", values: { one: 0, two: null } }];
  expect(hasValues(points)).toBe(false);
  expect(hasValues([...points, { start: "b", values: { one: 1 } }])).toBe(true);
});

test("a value between two gaps is drawn as a dot", () => {
  const points = [1, null, 3, null, 5, 6].map((value, index) => ({
    start: String(index),
    values: { value },
  }));
  expect(points.map((_, index) => standsAlone(points, "value", index))).toEqual([
    true,
    false,
    true,
    false,
    false,
    false,
  ]);
});

test("both paths stand side by side with the new one less the older", () => {
  const older = { ...makePath(100, false), error_rate: 0.04, runs: 100 };
  const newer = { ...makePath(50, true), error_rate: 0.061, runs: 50 };
  const rows = Object.fromEntries(pathRows(older, newer, text).map((row) => [row.key, row.cells]));
  expect(rows["Runs ended"]).toEqual(["Runs ended", "100", "50", "−50"]);
  expect(rows["Error rate"]).toEqual(["Error rate", "4%", "6.1%", "+2.1 points"]);
});

test("what is not known on one path has no difference", () => {
  const older = { ...makePath(0, false), error_rate: null };
  const newer = { ...makePath(50, true), error_rate: 0.02 };
  const row = pathRows(older, newer, text).find(({ key }) => key === "Error rate");
  expect(row?.cells).toEqual(["Error rate", "–", "2%", "–"]);
});
