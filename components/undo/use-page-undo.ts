import { useEffect, useEffectEvent } from "react";
import { useKeys } from "@/components/hooks/use-keys";
import { offerUndo } from "./offer-undo";
import { undoAhead } from "./undo-ahead";
import { useTakeBack } from "./use-take-back";
import { useUndoOffer } from "./use-undo-offer";

/** Takes the last decision back by its keys, whether it is known or on its way, and ends the offer when it goes out. */
export function usePageUndo() {
  const offer = useUndoOffer();
  const takeBack = useTakeBack();
  const undo = () => {
    // The last one is the one that was sent last.
    if (!undoAhead() && offer) takeBack.mutate(offer.runs);
  };
  // Heard at once: what shows the offer may still be on its way.
  useKeys("frame", { z: undo, "mod+z": undo });
  const takeBackAsked = useEffectEvent(() => {
    if (offer?.asked) takeBack.mutate(offer.runs);
  });
  useEffect(() => {
    if (!offer) return;
    takeBackAsked();
    const end = setTimeout(() => offerUndo(null), Math.max(0, offer.until - Date.now()));
    return () => clearTimeout(end);
  }, [offer]);
}
