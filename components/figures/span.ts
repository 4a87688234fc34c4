import { duration, measured } from "@/components/format/duration";
import type { Text } from "@/components/text/en";

/** A measured span as exact as figures are compared: `340 ms`, `1.8 s`, `42 s`, `1 min 12 s`, `1 h 20 min`. */
export function span(milliseconds: number, text: Text["time"]): string {
  const seconds = Math.round(milliseconds / 1000);
  const rest = seconds % 60;
  if (milliseconds < 10_000) return measured(milliseconds, text);
  if (seconds < 60 || seconds >= 600 || rest === 0) return duration(seconds * 1000, text);
  return `${duration((seconds - rest) * 1000, text)} ${text.seconds(rest)}`;
}
