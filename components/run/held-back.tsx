"use client";

import { HourglassIcon } from "lucide-react";
import { useText } from "@/components/text";
import type { HeldBack as Held } from "@/lib/contracts/parts";

/** What keeps a run waiting for now, in one line; in full where the run is all one looks at. */
export function HeldBack({ held, full = false }: { held: Held; full?: boolean }) {
  const text = useText();
  const when = new Date(held.until).toLocaleTimeString(text.time.locale, {
    hour: "2-digit",
    minute: "2-digit",
  });
  return (
    <span
      role={full ? "status" : undefined}
      title={full ? undefined : text.said(held.message, held.said)}
      className={full ? "flex gap-2 rounded-md bg-warning-soft px-3 py-2 text-sm" : "flex gap-1.5"}
    >
      <HourglassIcon className={full ? "mt-0.5 size-4 shrink-0" : "mt-0.5 size-3 shrink-0"} aria-hidden />
      <span>
        {text.run.heldBack.until(when, text.run.heldBack.why[held.kind])}
        {full && (
          <>
            . {text.run.heldBack.goesOn}
            <span className="block text-xs break-words text-muted-foreground">
              {text.said(held.message, held.said)}
            </span>
          </>
        )}
      </span>
    </span>
  );
}
