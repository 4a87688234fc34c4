"use client";

import { useRef } from "react";
import { readOn } from "./read-on";
import { useEndSeen, useUnseenPart } from "./unseen";

/** Stands at the end of a card that must have been in view to its end before it is signed. */
export function EndMark() {
  const end = useRef<HTMLSpanElement>(null);
  const seen = useEndSeen(end, true, 0);
  useUnseenPart(!seen, () => {
    const part = end.current?.closest("section");
    if (part && end.current) readOn(part, end.current);
  });
  return <span ref={end} aria-hidden className="block h-px" />;
}
