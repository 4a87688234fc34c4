import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addHistogram, addValue, emptyHistogram, percentile, spreadOf } from "./spread";

const of = (values: number[]) => {
  const histogram = emptyHistogram();
  for (const value of values) addValue(histogram, value);
  return histogram;
};
const milliseconds = fc.array(fc.integer({ min: 1, max: 3_000_000_000 }), { minLength: 1, maxLength: 200 });

describe("a histogram", () => {
  it("tells every percentile to within a tenth", () => {
    fc.assert(
      fc.property(milliseconds, fc.constantFrom(0.5, 0.95, 0.99), (values, share) => {
        const sorted = values.toSorted((a, b) => a - b);
        const exact = sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
        const told = percentile(of(values), share) ?? 0;
        // Half a millisecond more for the rounding.
        expect(Math.abs(told - exact)).toBeLessThanOrEqual(exact * 0.1 + 0.5);
      }),
    );
  });

  it("adds up to the same, whatever is counted together first", () => {
    fc.assert(
      fc.property(milliseconds, milliseconds, (one, other) => {
        const sum = of(one);
        addHistogram(sum, of(other));
        expect(sum).toEqual(of([...one, ...other]));
      }),
    );
  });

  it("has no percentile where nothing was measured", () => {
    expect(spreadOf(emptyHistogram())).toBeNull();
    expect(spreadOf(of([0]))).toEqual({ count: 1, mean: 0, p50: 0, p95: 0, p99: 0 });
  });
});
