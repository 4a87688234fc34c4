import type { Text } from "@/components/text/en";
import { dateFormat } from "./formatters";

/** A day or a month of UTC as people call it: `2026-11` is November 2026, `2026-11-28` is 28 November (UTC). */
export function periodName(current: string, text: Text["time"]): string {
  const isMonth = current.length === 7;
  const options: Intl.DateTimeFormatOptions = isMonth
    ? { month: "long", year: "numeric" }
    : { day: "numeric", month: "long" };
  const name = dateFormat(text.locale, { ...options, timeZone: "UTC" }).format(
    new Date(isMonth ? `${current}-01` : current),
  );
  return isMonth ? name : `${name} (UTC)`;
}
