import fc from "fast-check";
import { expect, test } from "vitest";
import { bucketEnd, bucketStart, stretchesOf } from "./buckets";

const hour = 3_600_000;
const moment = fc
  .integer({ min: 0, max: 24 * 7 * 60 })
  .map((hours) => new Date(Date.UTC(2026, 0, 1) + hours * hour));

test("stretches follow each other, fill the range and are whole buckets", () => {
  fc.assert(
    fc.property(moment, moment, (a, b) => {
      const [from, to] = a < b ? [a, b] : [b, a];
      let reached = from.getTime();
      for (const stretch of stretchesOf(from, to)) {
        expect(stretch.from.getTime()).toBe(reached);
        expect(bucketStart(stretch.from, stretch.bucket)).toEqual(stretch.from);
        expect(bucketStart(stretch.to, stretch.bucket)).toEqual(stretch.to);
        reached = stretch.to.getTime();
      }
      expect(reached).toBe(to.getTime());
    }),
  );
});

test("a year is about fifty weeks and the days at its edges", () => {
  const from = new Date("2025-11-25T00:00:00Z");
  const to = new Date("2026-11-25T00:00:00Z");
  const buckets = stretchesOf(from, to).map(({ bucket, ...stretch }) => {
    let count = 0;
    for (let at = stretch.from; at < stretch.to; at = bucketEnd(at, bucket)) count += 1;
    return [bucket, count];
  });
  expect(buckets).toEqual([
    ["day", 6],
    ["week", 51],
    ["day", 2],
  ]);
});
