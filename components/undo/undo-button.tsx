"use client";

import { Undo2Icon } from "lucide-react";
import type { ComponentProps } from "react";
import { useKeys } from "@/components/hooks/use-keys";
import { useNow } from "@/components/hooks/use-now";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import type { UndoOffer } from "./offer-undo";
import { useTakeBack } from "./use-take-back";

interface UndoButtonProps {
  offer: UndoOffer;
  /** Where its key is heard: over the page, or from within a dialog that covers it. */
  layer: "frame" | "dialog";
  size?: ComponentProps<typeof Button>["size"];
  onUndo?: () => void;
}

/** Takes back what is offered, by a click or its key, and shows how long that is possible. */
export function UndoButton({ offer, layer, size, onUndo }: UndoButtonProps) {
  const text = useText();
  const now = useNow();
  const takeBack = useTakeBack();
  const undo = () => {
    takeBack.mutate(offer.runs);
    onUndo?.();
  };
  useKeys(layer, { z: undo, "mod+z": undo });
  const left = Math.min(offer.seconds, Math.max(1, Math.ceil((offer.until - now) / 1000)));
  return (
    <Button size={size} variant="secondary" onClick={undo}>
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
