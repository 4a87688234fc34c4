import type { Severity } from "@/lib/contracts/words";
import { type Bidi, bidiBalance, isBidi } from "./bidi-balance";
import * as is from "./character-classes";

/** A character that is not what it looks like, or does not look like anything. */
export interface Hidden {
  /** Where it stands in the text, in UTF-16 units. */
  at: number;
  char: string;
  severity: Exclude<Severity, "info">;
}

/** A flag of a part of a country has a black flag, so many tags, and nothing else. */
const tagsOfFlag = 6;

/** So far a mark of direction looks for the letter it stands beside, past signs, digits and blanks. */
const farthestLetter = 16;

/**
 * The characters of a text that hide, move or imitate text, in order; linear in its length.
 * Errors: tag characters outside of flags, embeddings and overrides that are not closed in their paragraph, and
 * variation selectors in a row. Warnings: other controls, fillers and what fonts draw as nothing. Neither: emoji,
 * joiners inside of scripts that need them, marks of direction beside right-to-left text, isolates that are closed,
 * and one selector after an emoji or ideograph (Unicode UTS 39, UTS 51 and UAX 9).
 */
export function findHidden(text: string): Hidden[] {
  if (!is.suspicious.test(text)) return [];
  const found = [...text.matchAll(is.suspiciousOrBreak)].map((match) => ({
    at: match.index,
    char: match[0],
  }));
  const balance = bidiBalance(found);
  const hidden: Hidden[] = [];
  let flagEnds = 0;
  for (const { at, char } of found) {
    if (is.lineBreak.test(char) || at < flagEnds) continue;
    if (is.tag.test(char)) {
      flagEnds = endOfFlag(text, at);
      if (at < flagEnds) continue;
    }
    const severity = isBidi(char) ? bidiSeverity(char, balance.get(at)) : severityOf(text, at, char);
    if (severity !== null) hidden.push({ at, char, severity });
  }
  return hidden;
}

function bidiSeverity(char: string, balance: Bidi | undefined): Hidden["severity"] | null {
  if (is.isolate.test(char)) return balance === "closed" ? null : "warning";
  return balance === "closed" ? "warning" : "error";
}

function severityOf(text: string, at: number, char: string): Hidden["severity"] | null {
  const before = charBefore(text, at);
  const after = charAt(text, at + char.length);
  if (is.tag.test(char)) return "error";
  if (is.selector.test(char)) {
    if (is.selector.test(before) || is.selector.test(after)) return "error";
    return selects(before, char, after) ? null : "warning";
  }
  if (char === is.zeroWidthJoiner && joinsEmoji(text, at)) return null;
  if (is.joiner.test(char)) return joins(before, after) ? null : "warning";
  if (is.directionMark.test(char)) {
    const alone = !is.directionMark.test(before) && !is.directionMark.test(after);
    return alone && isBesideRightToLeft(text, at, char) ? null : "warning";
  }
  if (char === is.brailleBlank) return is.braille.test(before) && is.braille.test(after) ? null : "warning";
  if (is.mongolianSeparator.test(char)) return is.mongolian.test(before) ? null : "warning";
  if (is.hieroglyphJoiner.test(char)) return is.hieroglyph.test(before + after) ? null : "warning";
  return "warning";
}

/** Where the flag ends whose first tag stands at `at`; `at` itself when there is none. */
function endOfFlag(text: string, at: number): number {
  const end = at + 2 * tagsOfFlag;
  return is.tagFlag.test(charBefore(text, at) + text.slice(at, end)) ? end : at;
}

/** Whether a variation of what stands before the selector may be meant. */
function selects(before: string, selector: string, after: string): boolean {
  if (is.mongolianSelector.test(selector)) return is.mongolian.test(before);
  if (/[0-9#*]/.test(before)) return selector === "\uFE0F" && after === "\u20E3";
  if (is.ideograph.test(before)) return true;
  if (/[\uFE0E\uFE0F]/.test(selector)) return is.pictograph.test(before);
  return is.varied.test(before) && /[\uFE00\uFE01]/.test(selector);
}

function joinsEmoji(text: string, at: number): boolean {
  const direct = charBefore(text, at);
  const before = direct === "\uFE0F" ? charBefore(text, at - 1) : direct;
  return is.pictograph.test(before) && is.pictograph.test(charAt(text, at + 1));
}

/** A joiner shapes the letters of its script, and stands at the end of a word at most. */
function joins(before: string, after: string): boolean {
  const [left, right] = [is.joined.test(before), is.joined.test(after)];
  const ends = (char: string) => !is.word.test(char) && !is.suspicious.test(char);
  return (left && (right || ends(after))) || (right && ends(before));
}

function isBesideRightToLeft(text: string, at: number, char: string): boolean {
  return (
    is.rightToLeft.test(letterBefore(text, at)) || is.rightToLeft.test(letterAfter(text, at + char.length))
  );
}

function letterBefore(text: string, end: number): string {
  let at = end;
  for (let steps = 0; steps < farthestLetter && at > 0; steps++) {
    const char = charBefore(text, at);
    if (is.lineBreak.test(char)) return "";
    if (is.letter.test(char)) return char;
    at -= char.length;
  }
  return "";
}

function letterAfter(text: string, start: number): string {
  let at = start;
  for (let steps = 0; steps < farthestLetter && at < text.length; steps++) {
    const char = charAt(text, at);
    if (is.lineBreak.test(char)) return "";
    if (is.letter.test(char)) return char;
    at += char.length;
  }
  return "";
}

function charAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? "" : String.fromCodePoint(code);
}

function charBefore(text: string, at: number): string {
  const pair = at > 1 ? charAt(text, at - 2) : "";
  return pair.length === 2 ? pair : text.slice(Math.max(0, at - 1), at);
}
