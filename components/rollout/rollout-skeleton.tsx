"use client";

import { useAdminText } from "@/components/text/admin-text";
import { Skeleton } from "@/components/ui/skeleton";

export function RolloutSkeleton() {
  const text = useAdminText();
  return (
    <div role="status" aria-label={text.rollout.loading} className="grid gap-4 lg:grid-cols-[1fr_26rem]">
      <div className="grid content-start gap-4">
        <Skeleton className="h-20 rounded-xl" />
        <Skeleton className="h-72 rounded-xl" />
        <Skeleton className="h-96 rounded-xl" />
      </div>
      <div className="grid content-start gap-4">
        <Skeleton className="h-96 rounded-xl" />
        <Skeleton className="h-64 rounded-xl" />
      </div>
    </div>
  );
}
