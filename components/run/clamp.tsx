"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { useText } from "@/components/text";
import { cn } from "@/components/ui/cn";
import { useUnseenPart } from "./unseen";

interface ClampProps {
  children: ReactNode;
  /** The height in rem above which it is cut off. */
  height?: number;
  className?: string;
  /** False for what is shown whole somewhere else on the same screen. */
  counts?: boolean;
}

/** Cuts off what is long, and never without a way to see it whole. */
export function Clamp({ children, height = 12, className, counts = true }: ClampProps) {
  const text = useText();
  const box = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState(false);
  const [open, setOpen] = useState(false);
  const [seen, setSeen] = useState(false);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const limit = height * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      // A little more than the limit is not worth a button.
      setOver(element.scrollHeight > limit * 1.15);
    });
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, [height]);

  const cut = over && !open;
  useUnseenPart(cut && !seen && counts, () => {
    setOpen(true);
    setSeen(true);
    box.current?.scrollIntoView({ block: "center" });
  });

  return (
    <div className={className}>
      <div
        ref={box}
        style={cut ? { maxHeight: `${height}rem` } : undefined}
        className={cn("overflow-hidden", cut && "[mask-image:linear-gradient(black_65%,transparent)]")}
      >
        <div>{children}</div>
      </div>
      {over && (
        <button
          type="button"
          aria-expanded={open}
          className="mt-1.5 rounded-sm text-xs font-medium text-primary hover:underline"
          onClick={() => {
            setOpen(!open);
            setSeen(true);
          }}
        >
          {open ? text.run.showLess : text.run.showAll}
        </button>
      )}
    </div>
  );
}
