"use client";

import { XIcon } from "lucide-react";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { offerUndo, type UndoOffer } from "./offer-undo";
import { UndoButton } from "./undo-button";
import { useTakeBack } from "./use-take-back";

/** What was just decided, and how long it can be taken back. */
export default function UndoToast({ offer, className }: { offer: UndoOffer; className?: string }) {
  const text = useText();
  const takeBack = useTakeBack();
  const count = offer.runs.length;
  return (
    <div className={cn("relative flex items-center gap-2 overflow-hidden text-sm", className)}>
      <span className="mr-auto min-w-0 font-medium wrap-anywhere">
        {count === 1 ? text.decide.done[offer.action] : text.undo.many[offer.action](count)}
      </span>
      <UndoButton offer={offer} size="sm" onUndo={() => takeBack.mutate(offer.runs)} />
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
