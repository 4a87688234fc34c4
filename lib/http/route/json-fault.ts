import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";

/** In longer texts only V8's own word counts: looking for the place takes reading them twenty times. */
const mostSearched = 20_000;

/** Where and why a text is not JSON, as one sentence with line and column. */
export function jsonFault(text: string): Said {
  const offset = toldOffset(text) ?? (text.length > mostSearched ? null : faultOffset(text));
  if (offset === null) return said("body_no_json");
  if (offset >= text.length) return said("body_ends_early");
  const before = text.slice(0, offset).split("\n");
  const column = (before.at(-1) ?? "").length + 1;
  const found = JSON.stringify(String.fromCodePoint(text.codePointAt(offset) ?? 0xfffd));
  return said("body_unexpected_character", { found, line: before.length, column });
}

// Some of V8's messages name no position; the shortest prefix that is already wrong does.
function faultOffset(text: string): number {
  let good = 0;
  let bad = text.length + 1;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (mayContinue(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

/** True when the text is JSON, or the beginning of some. */
function mayContinue(prefix: string): boolean {
  try {
    JSON.parse(prefix);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    const position = /at position (\d+)/.exec(message)?.[1];
    return position === undefined ? message.startsWith("Unexpected end") : Number(position) >= prefix.length;
  }
}

/** The place that V8's message names, or the end where it says that there is more to come; null where it says neither. */
function toldOffset(text: string): number | null {
  try {
    JSON.parse(text);
    return text.length;
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    const position = /at position (\d+)/.exec(message)?.[1];
    if (position !== undefined) return Number(position);
    return message.startsWith("Unexpected end") ? text.length : null;
  }
}
