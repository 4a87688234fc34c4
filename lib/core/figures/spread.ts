import type { Spread } from "@/lib/contracts/insights";

/** Values by bins that grow by a fifth each: a few dozen numbers tell any percentile to within a tenth, and add up. */
export interface Histogram {
  count: number;
  sum: number;
  /** How many values by bin; bin b holds [growth^b, growth^(b+1)), bin -1 what is under 1. */
  bins: Record<string, number>;
}

const growth = 1.2;

export function emptyHistogram(): Histogram {
  return { count: 0, sum: 0, bins: {} };
}

function binOf(value: number): number {
  return value < 1 ? -1 : Math.floor(Math.log(value) / Math.log(growth));
}

/** The value that stands for a bin: its geometric middle, at most a tenth from any value in it. */
function middleOf(bin: number): number {
  return bin < 0 ? 0 : growth ** (bin + 0.5);
}

/** Counts one value, in milliseconds. */
export function addValue(histogram: Histogram, value: number): void {
  const bin = binOf(value);
  histogram.count += 1;
  histogram.sum += value;
  histogram.bins[bin] = (histogram.bins[bin] ?? 0) + 1;
}

/** Adds what another histogram counted. */
export function addHistogram(into: Histogram, from: Histogram): void {
  into.count += from.count;
  into.sum += from.sum;
  for (const [bin, count] of Object.entries(from.bins)) into.bins[bin] = (into.bins[bin] ?? 0) + count;
}

/** The value under which a share of all lie (nearest rank), or null where there is none. */
export function percentile(histogram: Histogram, share: number): number | null {
  if (histogram.count === 0) return null;
  const rank = Math.max(1, Math.ceil(share * histogram.count));
  const bins = Object.keys(histogram.bins)
    .map(Number)
    .toSorted((a, b) => a - b);
  let below = 0;
  for (const bin of bins) {
    below += histogram.bins[bin] ?? 0;
    if (below >= rank) return Math.round(middleOf(bin));
  }
  return null;
}

/** Count, mean and percentiles, or null where there was nothing to measure. */
export function spreadOf(histogram: Histogram): Spread | null {
  const { count, sum } = histogram;
  if (count === 0) return null;
  return {
    count,
    mean: Math.round(sum / count),
    p50: percentile(histogram, 0.5) ?? 0,
    p95: percentile(histogram, 0.95) ?? 0,
    p99: percentile(histogram, 0.99) ?? 0,
  };
}
