"use client";

import { XIcon } from "lucide-react";
import { useEffect } from "react";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { offerUndo, type UndoOffer } from "./offer-undo";
import { UndoButton } from "./undo-button";

/** What was just decided, and how long it can be taken back. */
export default function UndoToast({ offer, onUndo }: { offer: UndoOffer; onUndo: () => void }) {
  const text = useText();
  useEffect(() => {
    const end = setTimeout(() => offerUndo(null), Math.max(0, offer.until - Date.now()));
    return () => clearTimeout(end);
  }, [offer]);
  const count = offer.runs.length;
  return (
    <div className="relative flex items-center gap-3 overflow-hidden rounded-lg border bg-popover py-2 pr-2 pl-4 text-sm text-popover-foreground shadow-lg">
      <span className="mr-auto font-medium">
        {count === 1 ? text.decide.done[offer.action] : text.undo.many[offer.action](count)}
      </span>
      <UndoButton offer={offer} size="sm" onUndo={onUndo} />
      <Button size="icon-sm" variant="ghost" aria-label={text.shell.close} onClick={() => offerUndo(null)}>
        <XIcon aria-hidden />
      </Button>
      <span
        aria-hidden
        className="absolute inset-x-0 bottom-0 h-0.5 origin-left bg-primary motion-reduce:hidden"
        style={{ animation: `run-out ${offer.seconds}s linear forwards` }}
      />
    </div>
  );
}
