"use client";

import dynamic from "next/dynamic";
import { useSyncExternalStore } from "react";
import { whenConnected } from "@/components/live/when-connected";
import { onUndoOffer, undoOffer } from "./offer-undo";
import { useUndoKeys } from "./use-undo-keys";

const UndoToast = dynamic(() => whenConnected(() => import("./undo-toast")), { ssr: false });
const noOffer = () => null;

/** Where decisions can be taken back; the code for it comes with the first one. */
export function UndoOffers() {
  const offer = useSyncExternalStore(onUndoOffer, undoOffer, noOffer);
  // Heard at once: what shows the offer may still be on its way.
  const undo = useUndoKeys("frame", offer);
  return (
    <div role="status" className="fixed bottom-4 left-4 z-40 max-sm:right-4 max-sm:bottom-24">
      {offer && <UndoToast key={offer.until} offer={offer} onUndo={undo} />}
    </div>
  );
}
