/** A logarithmic scale that ends at whole powers of ten: positions are 0 to 1. */
export interface LogScale {
  lines: number[];
  place: (value: number) => number;
}

/** The scale that holds all of the values (milliseconds, over 0); null where there are none. */
export function logScale(values: number[]): LogScale | null {
  const measured = values.filter((value) => value > 0);
  if (measured.length === 0) return null;
  const low = Math.floor(Math.log10(Math.min(...measured)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...measured))));
  return {
    lines: Array.from({ length: high - low + 1 }, (_, step) => 10 ** (low + step)),
    place: (value) => (value <= 0 ? 0 : Math.min(1, Math.max(0, (Math.log10(value) - low) / (high - low)))),
  };
}
