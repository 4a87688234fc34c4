/** A number as JSON has it; null for one without an end. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
