import { useKeys } from "@/components/hooks/use-keys";
import type { UndoOffer } from "./offer-undo";
import { useTakeBack } from "./use-take-back";

/**
 * Takes back what is offered, by its keys or by whatever calls what is returned.
 * @param layer where its keys are heard: over the page, or from within a dialog that covers it
 * @param onUndo called when it was asked for
 */
export function useUndoKeys(layer: "frame" | "dialog", offer: UndoOffer | null, onUndo?: () => void) {
  const takeBack = useTakeBack();
  const undo = () => {
    if (!offer) return;
    takeBack.mutate(offer.runs);
    onUndo?.();
  };
  useKeys(layer, { z: undo, "mod+z": undo }, { enabled: offer !== null });
  return undo;
}
