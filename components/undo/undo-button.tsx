"use client";

import { Undo2Icon } from "lucide-react";
import type { ComponentProps } from "react";
import { useNow } from "@/components/hooks/use-now";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import type { UndoOffer } from "./offer-undo";

interface UndoButtonProps {
  offer: UndoOffer;
  size?: ComponentProps<typeof Button>["size"];
  onUndo: () => void;
}

/** Takes back what is offered, and shows how long that is possible. Its key is heard by whoever offers it. */
export function UndoButton({ offer, size, onUndo }: UndoButtonProps) {
  const text = useText();
  const now = useNow();
  const left = Math.min(offer.seconds, Math.max(1, Math.ceil((offer.until - now) / 1000)));
  return (
    <Button size={size} variant="secondary" onClick={onUndo}>
      <Undo2Icon aria-hidden />
      {text.undo.undo}
      {/* The seconds are not read out one by one. */}
      <span aria-hidden className="figures w-7 text-muted-foreground">
        {text.undo.seconds(left)}
      </span>
      <Kbd className="max-md:hidden">z</Kbd>
    </Button>
  );
}
