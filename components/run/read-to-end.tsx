"use client";

import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { useWatchedMap } from "@/components/hooks/use-watched-map";
import type { WatchedMap } from "@/components/hooks/watched-map";
import { readOn } from "./read-on";
import { useSeenPart } from "./seen-parts";
import { InFull, useEndSeen, useSettled, useUnseenPart } from "./unseen";

interface ReadToEndProps {
  /** False for what was signed before. */
  counts?: boolean;
  /** The name under which it is known, where the part is gone again, that it was in view. */
  settles?: string;
  children: ReactNode;
}

/** A part that must have been in view before it is signed: all along, and at its end. */
export function ReadToEnd({ counts = true, settles, children }: ReadToEndProps) {
  return (
    <div className="relative">
      <InFull end={(ready) => counts && <End ready={ready} settles={settles} />}>
        {children}
        {counts && <Stretches />}
      </InFull>
    </div>
  );
}

interface EndProps {
  /** Whether nothing before it is left to be seen. */
  ready: boolean;
  settles: string | undefined;
}

function End({ ready, settles }: EndProps) {
  const end = useRef<HTMLSpanElement>(null);
  const seen = useEndSeen(end, ready, "at once");
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

/** How high a stretch is, in pixels: less than any window shows, more where a part is very long, and so many at most. */
const leastHigh = 60;
const mostHigh = 160;
const most = 1_000;

/** Lie one after the other all along a part, so that nobody is led past its middle by a key that goes to its end. */
function Stretches() {
  const all = useRef<HTMLSpanElement>(null);
  const [height, setHeight] = useState(0);
  const seen = useWatchedMap<number, true>();
  useLayoutEffect(() => {
    const part = all.current;
    if (!part) return;
    const measure = () => setHeight(part.offsetHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(part);
    return () => observer.disconnect();
  }, []);
  const high = Math.min(mostHigh, Math.max(leastHigh, Math.ceil(height / most)));
  const numbers = Array.from({ length: Math.min(most, Math.floor(height / high)) }, (_, number) => number);
  const next = numbers.find((number) => !seen.has(number));
  useUnseenPart(next !== undefined, () => {
    const stretch = all.current?.children[next ?? 0];
    if (!all.current || !stretch) return false;
    readOn(all.current, stretch);
  });
  return (
    <span ref={all} aria-hidden className="pointer-events-none absolute inset-y-0 left-0 w-px">
      {numbers.map((number) => (
        <Stretch key={number} number={number} high={high} seen={seen} />
      ))}
    </span>
  );
}

interface StretchProps {
  number: number;
  high: number;
  seen: WatchedMap<number, true>;
}

function Stretch({ number, high, seen }: StretchProps) {
  const box = useRef<HTMLSpanElement>(null);
  const isSeen = useEndSeen(box, true, "as it opens");
  useLayoutEffect(() => {
    if (!isSeen) return;
    seen.set(number, true);
    return () => seen.delete(number);
  }, [isSeen, number, seen]);
  return <span ref={box} style={{ height: high }} className="block" />;
}
