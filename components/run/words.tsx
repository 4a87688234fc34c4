"use client";

import { Fragment, type ReactNode, useMemo } from "react";
import { type Segment, segmentsBetween, segmentsOf } from "@/lib/core/hidden/segments";
import { BlanksMark, HiddenMark } from "./marks";

/** From here on a word counts as too long for a line. */
const longest = /\S{65,}/;
const words = /(\S{65,})/;
const piece = /\S{1,32}/gu;

/** So many marks are drawn one by one; what follows is written out, so that no text makes the page slow. */
const mostMarks = 300;

/** As much of a text as the few lines of a row have room for; to lay out more would take time. */
export const rowLetters = 300;

interface WordsProps {
  text: string;
  /** Only so much of the beginning is drawn. */
  to?: number;
  /** True inside of what is clicked itself: blanks stay a mark. */
  still?: boolean;
}

/**
 * A text that somebody else wrote, so that nothing in it hides: characters that cannot be seen are marks with their
 * code, long rows of blanks are one mark, and its direction turns nothing around that stands beside it.
 */
export function Words({ text, to = text.length, still = false }: WordsProps): ReactNode {
  const segments = useMemo(() => segmentsBetween(segmentsOf(text), 0, to), [text, to]);
  return (
    <bdi>
      <Drawn segments={segments} still={still} />
    </bdi>
  );
}

/** The pieces of a text, for who draws parts of one apart: judged as a whole, drawn where they belong. */
export function Drawn({
  segments,
  still = false,
}: {
  segments: readonly Segment[];
  still?: boolean;
}): ReactNode {
  let marks = 0;
  const end = segments.findIndex((segment) => segment.kind !== "text" && ++marks > mostMarks);
  const drawn = end === -1 ? segments : segments.slice(0, end);
  return (
    <>
      {drawn.map((segment) => {
        if (segment.kind === "text") return <Breakable key={segment.at} text={segment.text} />;
        if (segment.kind === "hidden") return <HiddenMark key={segment.at} {...segment} />;
        return <BlanksMark key={segment.at} count={segment.count} text={still ? null : segment.text} />;
      })}
      {end !== -1 && <Breakable text={segments.slice(end).map(written).join("")} />}
    </>
  );
}

function written(segment: Segment): string {
  if (segment.kind === "text") return segment.text;
  if (segment.kind === "blanks") return ` [␣ ×${segment.count}] `;
  return segment.times === 1 ? `[${segment.code}]` : `[${segment.code} ×${segment.times}]`;
}

/**
 * A text in which words of any length break. Browsers find such breaks by themselves, but in a word of 20,000 letters
 * they look for seconds.
 */
function Breakable({ text }: { text: string }): ReactNode {
  if (!longest.test(text)) return text;
  return text
    .split(words)
    .flatMap((part, index) => (index % 2 === 0 ? [part] : (part.match(piece) ?? [])))
    .map((part, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a piece of a text has no other name
      <Fragment key={index}>
        {part}
        <wbr />
      </Fragment>
    ));
}
