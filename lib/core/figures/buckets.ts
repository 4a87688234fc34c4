import type { Bucket } from "@/lib/contracts/insights";

const hour = 3_600_000;
const day = 24 * hour;

const width: Record<Bucket, number> = { hour, day, week: 7 * day };

/** 1 January 1970 was a Thursday; weeks begin on Monday. */
const offset: Record<Bucket, number> = { hour: 0, day: 0, week: 4 * day };

/** The start of the bucket a moment is in, UTC. */
export function bucketStart(at: Date, bucket: Bucket): Date {
  const shifted = at.getTime() - offset[bucket];
  return new Date(Math.floor(shifted / width[bucket]) * width[bucket] + offset[bucket]);
}

/** The starts of all buckets from one that holds `from` to the last that begins before `to`. */
export function bucketsBetween(from: Date, to: Date, bucket: Bucket): Date[] {
  const first = bucketStart(from, bucket).getTime();
  const count = Math.max(1, Math.ceil((to.getTime() - first) / width[bucket]));
  return Array.from({ length: count }, (_, n) => new Date(first + n * width[bucket]));
}

/** How many buckets a range has, without making them. */
export function bucketCount(from: Date, to: Date, bucket: Bucket): number {
  return Math.ceil((to.getTime() - bucketStart(from, bucket).getTime()) / width[bucket]);
}

/** The end of a bucket. */
export function bucketEnd(start: Date, bucket: Bucket): Date {
  return new Date(start.getTime() + width[bucket]);
}

/** The narrowest bucket that suits a range: hours up to 3 days, days up to a year, weeks beyond. */
export function bucketFor(from: Date, to: Date): Bucket {
  const days = (to.getTime() - from.getTime()) / day;
  if (days <= 3) return "hour";
  return days <= 366 ? "day" : "week";
}

/** A part of a range that buckets of one width fill. */
export interface Stretch {
  bucket: Bucket;
  from: Date;
  to: Date;
}

/**
 * A range in as few buckets as may be: weeks in its middle, days and hours at its edges.
 * @param from and `to` are edges of the narrowest of `widths`
 */
export function stretchesOf(from: Date, to: Date, widths: Bucket[] = ["week", "day", "hour"]): Stretch[] {
  const [bucket, ...narrower] = widths;
  if (bucket === undefined || from >= to) return [];
  const begun = bucketStart(from, bucket);
  const first = begun < from ? bucketEnd(begun, bucket) : begun;
  const last = bucketStart(to, bucket);
  if (first >= last) return stretchesOf(from, to, narrower);
  return [
    ...stretchesOf(from, first, narrower),
    { bucket, from: first, to: last },
    ...stretchesOf(last, to, narrower),
  ];
}
