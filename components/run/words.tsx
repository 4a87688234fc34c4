import { Fragment, type ReactNode } from "react";

/** From here on a word counts as too long for a line. */
const longest = /\S{65,}/;
const words = /(\S{65,})/;
const piece = /\S{1,32}/gu;

/**
 * A text in which words of any length break. Browsers find such breaks by themselves, but in a word of 20,000 letters
 * they look for seconds.
 */
export function Words({ text }: { text: string }): ReactNode {
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
