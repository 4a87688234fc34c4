"use client";

import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { useText } from "@/components/text";
import { cn } from "@/components/ui/cn";
import { readOn } from "./read-on";
import { useSeenPart } from "./seen-parts";
import { useEndSeen, useUnseenPart } from "./unseen";

interface ClampProps {
  children: ReactNode;
  /** The height in rem above which it is cut off. */
  height?: number;
  className?: string;
  /** False for what is shown whole somewhere else on the same screen. */
  counts?: boolean;
  /** What it shows, where that changes under the reader's hands: what was seen of it before says nothing of it now. */
  of?: string;
}

/** Cuts off what is long, and never without a way to see it whole. */
export function Clamp({ children, height = 12, className, counts = true, of }: ClampProps) {
  const text = useText();
  const box = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLSpanElement>(null);
  // Until it was measured nobody knows, and what nobody knows was not seen.
  const [over, setOver] = useState<boolean | null>(null);
  const [open, setOpen] = useState(false);

  // Before the first frame, so that nothing shows and goes again.
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => {
      const limit = height * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const wide = element.scrollWidth > element.clientWidth + 1;
      // A little more than the limit is not worth a button. What is too wide is hidden as much as what is too high.
      setOver(element.scrollHeight > limit * 1.15 || wide);
      // The end of what is too wide is at its far side.
      if (end.current) end.current.style.left = wide ? `${element.scrollWidth - 1}px` : "";
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, [height]);

  const cut = over === true && !open;
  const seen = useEndSeen(end, over === true && counts, undefined, of);
  useSeenPart(over === true && counts ? seen : null);
  useUnseenPart(over !== false && !seen && counts, () => {
    if (!box.current || !end.current) return;
    // Unfolded first, then read on from where it was cut.
    if (open) readOn(box.current, end.current);
    else box.current.scrollIntoView({ block: "start" });
    setOpen(true);
  });

  return (
    <div className={className}>
      <div
        ref={box}
        style={cut ? { maxHeight: `${height}rem` } : undefined}
        className={cn(
          cut
            ? "overflow-hidden [mask-image:linear-gradient(black_65%,transparent)]"
            : "overflow-x-auto overflow-y-hidden",
        )}
      >
        <div className="relative">
          {children}
          <span ref={end} aria-hidden className="pointer-events-none absolute right-0 bottom-0 size-px" />
        </div>
      </div>
      {over && (
        <button
          type="button"
          aria-expanded={open}
          className="mt-1.5 rounded-sm text-xs font-medium text-primary hover:underline"
          onClick={() => setOpen(!open)}
        >
          {open ? text.run.showLess : text.run.showAll}
        </button>
      )}
    </div>
  );
}
