"use client";

import { useAdminText } from "@/components/text/admin-text";
import { Skeleton } from "@/components/ui/skeleton";

/** The page's own shape, grey. */
export function InsightsSkeleton() {
  const text = useAdminText();
  return (
    <div role="status" aria-label={text.insights.loading} className="grid gap-4">
      <Skeleton className="h-26 rounded-xl max-xl:h-54 max-sm:h-80" />
      <Skeleton className="h-80 rounded-xl" />
      <div className="grid gap-4 lg:grid-cols-2">
        <Skeleton className="h-80 rounded-xl" />
        <Skeleton className="h-80 rounded-xl" />
      </div>
    </div>
  );
}
