import type { Text } from "@/components/text/en";
import type { Bucket } from "@/lib/contracts/insights";

/** A bucket's start for an axis, in UTC: `14:00`, `Nov 24`. */
export function bucketTick(start: string, bucket: Bucket, text: Text["time"]): string {
  const options: Intl.DateTimeFormatOptions =
    bucket === "hour"
      ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }
      : { day: "numeric", month: "short" };
  return format(start, options, text);
}

/** A bucket's start in full, in UTC: `Nov 24, 2026, 14:00`. */
export function bucketName(start: string, bucket: Bucket, text: Text["time"]): string {
  const date: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", year: "numeric" };
  const hour: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return format(start, bucket === "hour" ? { ...date, ...hour } : date, text);
}

function format(start: string, options: Intl.DateTimeFormatOptions, text: Text["time"]): string {
  return new Intl.DateTimeFormat(text.locale, { ...options, timeZone: "UTC" }).format(new Date(start));
}
