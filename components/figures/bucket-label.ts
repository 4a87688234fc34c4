import type { Text } from "@/components/text/en";
import type { Bucket } from "@/lib/contracts/insights";

/** A bucket's start for an axis, in UTC: `14:00`, `24 Nov`. */
export function bucketTick(start: string, bucket: Bucket, text: Text["time"]): string {
  const options: Intl.DateTimeFormatOptions =
    bucket === "hour"
      ? { hour: "2-digit", minute: "2-digit", hour12: false }
      : { day: "numeric", month: "short" };
  return format(start, options, text);
}

/** A bucket's start in full, in UTC: `24 Nov 2026, 14:00`. */
export function bucketName(start: string, bucket: Bucket, text: Text["time"]): string {
  const date: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", year: "numeric" };
  const hour: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hour12: false };
  return format(start, bucket === "hour" ? { ...date, ...hour } : date, text);
}

function format(start: string, options: Intl.DateTimeFormatOptions, text: Text["time"]): string {
  return new Intl.DateTimeFormat(text.locale === "en" ? "en-GB" : text.locale, {
    ...options,
    timeZone: "UTC",
  }).format(new Date(start));
}
