/** A logarithmic scale with its lines at spans that people know: positions are 0 to 1. */
export interface LogScale {
  lines: number[];
  place: (value: number) => number;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const known = [
  1,
  10,
  100,
  second,
  10 * second,
  minute,
  10 * minute,
  hour,
  10 * hour,
  2 * day,
  20 * day,
  200 * day,
  2_000 * day,
];

/** The scale that holds all of the values (milliseconds, over 0); null where there are none. */
export function logScale(values: number[]): LogScale | null {
  const measured = values.filter((value) => value > 0);
  if (measured.length === 0) return null;
  const smallest = Math.min(...measured);
  const largest = Math.max(...measured);
  const first = Math.max(
    0,
    known.findLastIndex((line) => line <= smallest),
  );
  const end = known.findIndex((line) => line >= largest);
  const last = Math.max(first + 1, end === -1 ? known.length - 1 : end);
  const lines = known.slice(first, last + 1);
  const low = Math.log10(lines[0] ?? 1);
  const high = Math.log10(lines.at(-1) ?? 10);
  return {
    lines,
    place: (value) => (value <= 0 ? 0 : Math.min(1, Math.max(0, (Math.log10(value) - low) / (high - low)))),
  };
}
