"use client";

import dynamic from "next/dynamic";
import { whenConnected } from "@/components/live/when-connected";
import { useIsOfferedByRun } from "./held-in-sight";
import { useUndoOffer } from "./use-undo-offer";

const UndoToast = dynamic(() => whenConnected(() => import("./undo-toast")), { ssr: false });

/** Where a decision can be taken back: it has a place of its own, and lies over nothing. Its code comes with the first one. */
export function UndoBar({ className }: { className?: string }) {
  const offer = useUndoOffer();
  const byRun = useIsOfferedByRun(offer);
  return (
    <div role="status" className="min-w-0">
      {offer && !offer.asked && !byRun && <UndoToast key={offer.until} offer={offer} className={className} />}
    </div>
  );
}
