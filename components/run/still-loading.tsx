"use client";

import { Skeleton } from "@/components/ui/skeleton";
import { useUnseenPart } from "./unseen";

/** Stands in for a part whose code is on its way. Until it has come, the part was not shown. */
export function StillLoading() {
  useUnseenPart(true, () => false);
  return <Skeleton className="h-32 w-full rounded-xl" />;
}
