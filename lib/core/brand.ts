/**
 * True when `value` carries the mark. Next bundles instrumentation and routes apart, so one class can exist twice in
 * a process and a plain `instanceof` misses the other's errors; a registered symbol is the same in both.
 */
export function hasBrand(value: unknown, brand: symbol): boolean {
  return typeof value === "object" && value !== null && brand in value;
}
