"use client";

import { useLayoutEffect, useRef } from "react";
import { readOn } from "./read-on";
import { useSeenPart } from "./seen-parts";
import { useEndSeen, useSettled, useUnseenPart } from "./unseen";

interface EndMarkProps {
  /** Whether nothing before it in the card is left to be seen. */
  ready: boolean;
  /** The name under which it is known, where the card is gone again, that its end was in view. */
  settles?: string;
}

/** Stands at the end of a card that must have been in view to its end before it is signed. */
export function EndMark({ ready, settles }: EndMarkProps) {
  const end = useRef<HTMLSpanElement>(null);
  const seen = useEndSeen(end, ready, 0);
  useSeenPart(seen);
  useUnseenPart(!seen, () => {
    // What is left before it comes first.
    if (!ready) return false;
    const part = end.current?.closest("section");
    if (part && end.current) readOn(part, end.current);
  });
  const [, settle] = useSettled(settles ?? "");
  // What is gone again at once was there to be signed, but nobody has read it.
  const read = useEndSeen(end, ready && settles !== undefined);
  useLayoutEffect(() => {
    if (read) settle(true);
  }, [read, settle]);
  return <span ref={end} aria-hidden className="ml-auto block size-px" />;
}
