import type { Text } from "@/components/text/en";
import { dateFormat } from "./formatters";

type TimeText = Text["time"];

/** A span as people say it, at most two units: `42 s`, `4 min`, `1 h 20 min`, `3 d`. */
export function duration(milliseconds: number, text: TimeText): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return text.seconds(seconds);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return text.minutes(minutes);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours < 10 && rest > 0) return `${text.hours(hours)} ${text.minutes(rest)}`;
  return hours < 48 ? text.hours(hours) : text.days(Math.floor(hours / 24));
}

/** A measured span, exact enough to compare: `340 ms`, `1.8 s`, `4 min`. */
export function measured(milliseconds: number, text: TimeText): string {
  if (milliseconds < 1000) return text.milliseconds(Math.round(milliseconds));
  if (milliseconds < 10_000) return text.seconds(Math.round(milliseconds / 100) / 10);
  return duration(milliseconds, text);
}

/** How long ago, from `now`; under five seconds is "just now". */
export function ago(iso: string, now: number, text: TimeText): string {
  const past = now - Date.parse(iso);
  return past < 5_000 ? text.now : text.ago(duration(past, text));
}

/** The exact moment, in the reader's own time zone. */
export function exact(iso: string, text: TimeText): string {
  return dateFormat(text.locale, { dateStyle: "medium", timeStyle: "medium" }).format(new Date(iso));
}
