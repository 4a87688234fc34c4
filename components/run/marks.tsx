"use client";

import { useState } from "react";
import { useText } from "@/components/text";
import { cn } from "@/components/ui/cn";
import type { Segment } from "@/lib/core/hidden/segments";

type Hidden = Pick<Extract<Segment, { kind: "hidden" }>, "code" | "times" | "severity">;

const look = "mx-px rounded-[3px] px-1 font-mono text-[0.8em] font-medium whitespace-nowrap not-italic";

function lookOf(severity: Hidden["severity"]): string {
  return cn(
    look,
    severity === "error"
      ? "bg-removed text-removed-foreground"
      : "bg-warning-soft outline outline-warning/50",
  );
}

/** In place of a character that would not be seen: its code. */
export function HiddenMark({ code, times, severity }: Hidden) {
  const text = useText().hidden;
  return (
    <bdi dir="ltr" title={text.character} className={lookOf(severity)}>
      {times === 1 ? code : `${code} ×${times}`}
    </bdi>
  );
}

/** In place of blanks that would push what follows out of sight: how many; a click shows them. */
export function BlanksMark({ count, text: blanks }: { count: number; text: string | null }) {
  const text = useText().hidden;
  const [open, setOpen] = useState(false);
  const mark = cn(lookOf("warning"), "font-sans");
  if (blanks === null) return <span className={mark}>{text.blanks(count)}</span>;
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        title={text.showBlanks}
        className={mark}
        onClick={() => setOpen(!open)}
      >
        {text.blanks(count)}
      </button>
      {open && <span className="bg-warning-soft whitespace-pre-wrap">{blanks}</span>}
    </>
  );
}
