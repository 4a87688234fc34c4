import type { Text } from "@/components/text/en";

const units = ["B", "kB", "MB", "GB"];

/** A size in decimal units: `812 B`, `1.2 MB` (`1,2 MB`). */
export function bytes(size: number, text: Text["time"]): string {
  const power = size < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(size) / 3));
  const value = size / 1000 ** power;
  const digits = power === 0 || value >= 10 ? 0 : 1;
  const figure = new Intl.NumberFormat(text.locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
  return `${figure} ${units[power]}`;
}
