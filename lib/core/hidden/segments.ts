import { findHidden, type Hidden } from "./find-hidden";

/** A piece of a text as it is drawn; all pieces together are the text, character by character. */
export type Segment = { at: number; text: string } & (
  | { kind: "text" }
  /** The same hidden character, once or several times in a row. */
  | { kind: "hidden"; code: string; times: number; severity: Hidden["severity"] }
  | { kind: "blanks"; count: number }
);

/** More blanks in a row than indented lines begin with, or more empty lines than part two chapters. */
const mostBlanks = 40;
const mostLines = 4;

const blankRun = /[\t\n\r \u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]{5,}/g;

/** `U+202E`, as the Unicode standard writes a code point. */
export function codeOf(char: string): string {
  return `U+${hex(char).padStart(4, "0")}`;
}

const hex = (char: string) => (char.codePointAt(0) ?? 0).toString(16).toUpperCase();

/**
 * Takes a text apart into what is drawn as it is, hidden characters, and runs of blanks so long that they would push
 * what follows out of sight. An empty text has no segments. Linear in its length.
 */
export function segmentsOf(text: string): Segment[] {
  const special = [...hiddenRuns(text), ...longBlanks(text)].sort((one, other) => one.at - other.at);
  const segments: Segment[] = [];
  let at = 0;
  for (const segment of special) {
    if (segment.at > at) segments.push({ kind: "text", at, text: text.slice(at, segment.at) });
    segments.push(segment);
    at = segment.at + segment.text.length;
  }
  if (at < text.length) segments.push({ kind: "text", at, text: text.slice(at) });
  return segments;
}

/** The part of segments that lies from one place of their text to another. */
export function segmentsBetween(segments: readonly Segment[], from: number, to: number): Segment[] {
  const parts: Segment[] = [];
  for (let index = firstEndingAfter(segments, from); index < segments.length; index++) {
    const segment = segments[index];
    if (!segment || segment.at >= to) break;
    const start = Math.max(from, segment.at);
    const text = segment.text.slice(start - segment.at, to - segment.at);
    if (segment.kind === "hidden") {
      const single = segment.text.length / segment.times;
      parts.push({ ...segment, at: start, text, times: Math.ceil(text.length / single) });
    } else if (segment.kind === "blanks") parts.push({ ...segment, at: start, text, count: text.length });
    else parts.push({ ...segment, at: start, text });
  }
  return parts;
}

/** The text with its hidden characters written out, `\u{202E}`, for where nothing can be drawn. */
export function spelledOut(text: string): string {
  const hidden = findHidden(text);
  if (hidden.length === 0) return text;
  let at = 0;
  const parts: string[] = [];
  for (const one of hidden) {
    parts.push(text.slice(at, one.at), `\\u{${hex(one.char)}}`);
    at = one.at + one.char.length;
  }
  return parts.join("") + text.slice(at);
}

/** The text without its hidden characters. */
export function withoutHidden(text: string): string {
  let at = 0;
  const parts: string[] = [];
  for (const one of findHidden(text)) {
    parts.push(text.slice(at, one.at));
    at = one.at + one.char.length;
  }
  return parts.join("") + text.slice(at);
}

function hiddenRuns(text: string): Segment[] {
  const runs: Extract<Segment, { kind: "hidden" }>[] = [];
  for (const { at, char, severity } of findHidden(text)) {
    const last = runs.at(-1);
    if (last && last.at + last.text.length === at && last.code === codeOf(char)) {
      last.times++;
      last.text = char.repeat(last.times);
      if (severity === "error") last.severity = severity;
    } else runs.push({ kind: "hidden", at, text: char, code: codeOf(char), times: 1, severity });
  }
  return runs;
}

function longBlanks(text: string): Segment[] {
  return [...text.matchAll(blankRun)].flatMap(({ 0: run, index }) => {
    const lines = run.split(/\r\n|\r|\n/).length - 1;
    if (run.length <= mostBlanks && lines <= mostLines) return [];
    return [{ kind: "blanks" as const, at: index, text: run, count: run.length }];
  });
}

function firstEndingAfter(segments: readonly Segment[], place: number): number {
  let [low, high] = [0, segments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const segment = segments[middle];
    if (segment && segment.at + segment.text.length <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
