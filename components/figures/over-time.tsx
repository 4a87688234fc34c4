"use client";

import dynamic from "next/dynamic";
import { whenConnected } from "@/components/live/when-connected";
import { Skeleton } from "@/components/ui/skeleton";
import type { DrawnProps } from "./drawn/drawn-props";

// The charts' library is as large as the rest of the desk, so it comes only where something is drawn.
const loading = () => <Skeleton className="size-full" />;
const Bars = dynamic(() => whenConnected(() => import("./drawn/bars")), { ssr: false, loading });
const Lines = dynamic(() => whenConnected(() => import("./drawn/lines")), { ssr: false, loading });

export function BarsOverTime(props: DrawnProps) {
  return (
    <div className="h-52">
      <Bars {...props} />
    </div>
  );
}

export function LinesOverTime(props: DrawnProps) {
  return (
    <div className="h-52">
      <Lines {...props} />
    </div>
  );
}
