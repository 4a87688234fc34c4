import { useSyncExternalStore } from "react";
import { onUndoOffer, type UndoOffer, undoOffer } from "./offer-undo";

const noOffer = () => null;

/** What can be taken back now; null when nothing is offered. */
export function useUndoOffer(): UndoOffer | null {
  return useSyncExternalStore(onUndoOffer, undoOffer, noOffer);
}
