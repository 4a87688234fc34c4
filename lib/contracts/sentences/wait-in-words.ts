const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** A time of over a minute for people: `15 minutes`, `11574 days`, `for ever`; whole units, rounded down. */
export function waitInWords(ms: number): string {
  if (!Number.isFinite(ms)) return "for ever";
  const [unit, size] = units.find(([, each]) => ms >= 2 * each) ?? units[2];
  const count = Math.floor(ms / size);
  return `${count} ${count === 1 ? unit : `${unit}s`}`;
}
