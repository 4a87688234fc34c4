import type { Layer } from "@/components/hooks/key-layers";
import { useKeys } from "@/components/hooks/use-keys";
import { undoAhead } from "./undo-ahead";

/** While a decision of this part is on its way, keeps the key that takes it back; a field it was written in types no more. */
export function useUndoAhead(layer: Layer, onItsWay: boolean) {
  const ahead = () => void undoAhead();
  useKeys(layer, { z: ahead, "mod+z": ahead }, { enabled: onItsWay, typing: true });
}
