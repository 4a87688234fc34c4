import { fold } from "@/lib/core/fold";

/** True when a text holds every word, whatever its case and accents; no words match everything. */
export function matches(text: string, words: string): boolean {
  const folded = fold(text);
  return fold(words)
    .split(/\s+/)
    .every((word) => folded.includes(word));
}
