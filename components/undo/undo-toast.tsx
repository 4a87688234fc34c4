"use client";

import { Undo2Icon, XIcon } from "lucide-react";
import { useEffect } from "react";
import { useKeys } from "@/components/hooks/use-keys";
import { useNow } from "@/components/hooks/use-now";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { offerUndo, type UndoOffer } from "./offer-undo";
import { useTakeBack } from "./use-take-back";

/** What was just decided, and how long it can be taken back. */
export default function UndoToast({ offer }: { offer: UndoOffer }) {
  const text = useText();
  const now = useNow();
  const takeBack = useTakeBack();
  const undo = () => takeBack.mutate(offer.runs);
  useKeys("frame", { z: undo, "mod+z": undo });
  useEffect(() => {
    const end = setTimeout(() => offerUndo(null), Math.max(0, offer.until - Date.now()));
    return () => clearTimeout(end);
  }, [offer]);
  const left = Math.min(offer.seconds, Math.max(1, Math.ceil((offer.until - now) / 1000)));
  const count = offer.runs.length;
  return (
    <div className="relative flex items-center gap-3 overflow-hidden rounded-lg border bg-popover py-2 pr-2 pl-4 text-sm text-popover-foreground shadow-lg">
      <span className="mr-auto font-medium">
        {count === 1 ? text.decide.done[offer.action] : text.undo.many[offer.action](count)}
      </span>
      <Button size="sm" variant="secondary" onClick={undo}>
        <Undo2Icon aria-hidden />
        {text.undo.undo}
        {/* The seconds are not read out one by one. */}
        <span aria-hidden className="figures w-7 text-muted-foreground">
          {text.undo.seconds(left)}
        </span>
        <Kbd className="max-md:hidden">z</Kbd>
      </Button>
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
