"use client";

import { useLayoutEffect, useRef } from "react";
import { readOn } from "./read-on";
import { useSeenPart } from "./seen-parts";
import { useEndSeen, useSettled, useUnseenPart } from "./unseen";

interface EndMarkProps {
  /** The name under which it is known, where the card is gone again, that its end was in view. */
  settles?: string;
}

/** Stands at the end of a card that must have been in view to its end before it is signed. */
export function EndMark({ settles }: EndMarkProps) {
  const end = useRef<HTMLSpanElement>(null);
  const seen = useEndSeen(end, true, 0);
  useSeenPart(seen);
  useUnseenPart(!seen, () => {
    const part = end.current?.closest("section");
    if (part && end.current) readOn(part, end.current);
  });
  const [, settle] = useSettled(settles ?? "");
  useLayoutEffect(() => {
    if (seen && settles !== undefined) settle(true);
  }, [seen, settles, settle]);
  return <span ref={end} aria-hidden className="ml-auto block size-px" />;
}
