import type { Bucket, MetricsQuery } from "@/lib/contracts/insights";
import { CodedError } from "@/lib/core/errors";
import { bucketCount, bucketEnd, bucketFor, bucketStart } from "@/lib/core/figures/buckets";

const day = 86_400_000;
const mostBuckets = 1_000;

/** A range whose edges are edges of buckets. */
export interface Range {
  from: Date;
  to: Date;
  bucket: Bucket;
}

/** @throws CodedError `validation_error` when it ends before it begins, or has too many buckets */
export function rangeOf(query: Pick<MetricsQuery, "from" | "to" | "bucket">, now: Date): Range {
  const { from, to } = spanOf(query, now, 30);
  const bucket = query.bucket ?? bucketFor(from, to);
  const count = bucketCount(from, to, bucket);
  if (count > mostBuckets) {
    throw new CodedError(
      "validation_error",
      `The range has ${count} buckets of a ${bucket}, and at most ${mostBuckets} are shown; take wider ones.`,
      { errors: [{ pointer: "/bucket", message: `gives ${count} buckets` }] },
    );
  }
  const last = bucketStart(new Date(to.getTime() - 1), bucket);
  return { from: bucketStart(from, bucket), to: bucketEnd(last, bucket), bucket };
}

/**
 * From when to when, with what was left out filled in.
 * @param days how far back it begins when that was left out
 * @throws CodedError `validation_error` when it ends before it begins
 */
export function spanOf(
  query: { from?: string | undefined; to?: string | undefined },
  now: Date,
  days: number,
): { from: Date; to: Date } {
  const to = query.to ? new Date(query.to) : now;
  const from = query.from ? new Date(query.from) : new Date(to.getTime() - days * day);
  if (from < to) return { from, to };
  throw new CodedError("validation_error", "The range ends before it begins.", {
    errors: [{ pointer: "/from", message: "must be before to" }],
  });
}
