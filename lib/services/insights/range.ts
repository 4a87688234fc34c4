import type { Bucket, MetricsQuery } from "@/lib/contracts/insights";
import { said } from "@/lib/contracts/sentences";
import { refusal } from "@/lib/core/errors";
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
    throw refusal("validation_error", said("too_many_buckets", { count, bucket, most: mostBuckets }), [
      { pointer: "/bucket", says: said("fault_buckets", { count }) },
    ]);
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
  throw refusal("validation_error", said("range_backwards"), [
    { pointer: "/from", says: said("fault_not_before") },
  ]);
}
