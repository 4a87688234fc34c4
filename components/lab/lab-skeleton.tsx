"use client";

import { useAdminText } from "@/components/text/admin-text";
import { Skeleton } from "@/components/ui/skeleton";

export function LabSkeleton() {
  const text = useAdminText();
  return (
    <div role="status" aria-label={text.lab.replaying} className="grid gap-4">
      <Skeleton className="h-44 rounded-xl" />
      <Skeleton className="h-72 rounded-xl" />
      <Skeleton className="h-48 rounded-xl" />
    </div>
  );
}
