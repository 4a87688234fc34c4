"use client";

import { HourglassIcon } from "lucide-react";
import { useText } from "@/components/text";
import type { HeldBack as Held } from "@/lib/contracts/parts";

/** What keeps a run waiting for now, in one line; in full where the run is all one looks at. */
export function HeldBack({ held, full = false }: { held: Held; full?: boolean }) {
  const text = useText();
  const { goesOn, goesOnThen, until, why } = text.run.heldBack;
  return (
    <span
      role={full ? "status" : undefined}
      title={full ? undefined : text.said(held.message, held.said)}
      className={full ? "flex gap-2 rounded-md bg-warning-soft px-3 py-2 text-sm" : "flex gap-1.5"}
    >
      <HourglassIcon className={full ? "mt-0.5 size-4 shrink-0" : "mt-0.5 size-3 shrink-0"} aria-hidden />
      <span>
        {until(momentOf(held.until, text.time.locale), why[held.kind])}
        {full && (
          <>
            . {held.until === null ? goesOnThen : goesOn}
            <span className="block text-xs break-words text-muted-foreground">
              {text.said(held.message, held.said)}
            </span>
          </>
        )}
      </span>
    </span>
  );
}

/** The time of day, with its date where that is another day's. */
function momentOf(until: string | null, locale: string): string | null {
  if (until === null) return null;
  const at = new Date(until);
  const time = { hour: "2-digit", minute: "2-digit" } as const;
  const isToday = at.toDateString() === new Date().toDateString();
  return at.toLocaleString(locale, isToday ? time : { day: "numeric", month: "short", ...time });
}
