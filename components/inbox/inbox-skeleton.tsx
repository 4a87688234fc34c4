import { RunSkeleton } from "@/components/run/run-skeleton";
import { Skeleton } from "@/components/ui/skeleton";

const rows = ["w-11/12", "w-4/5", "w-full", "w-3/4", "w-11/12", "w-5/6"];

/** The inbox before it has come: rows and a run of the right shape. */
export function InboxSkeleton() {
  return (
    <div
      aria-busy
      className="grid min-h-0 flex-1 lg:grid-cols-[25rem_minmax(0,1fr)] 2xl:grid-cols-[28rem_minmax(0,1fr)]"
    >
      <div className="overflow-hidden border-r bg-card">
        <div className="h-[2.3125rem] border-b" />
        {rows.map((width, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders never change places
          <div key={index} className="flex gap-3.5 border-b px-4 py-3.5">
            <Skeleton className="size-11 shrink-0" />
            <div className="grid flex-1 gap-2.5">
              <Skeleton className={`h-4 ${width}`} />
              <Skeleton className="h-3.5 w-3/5" />
              <Skeleton className="h-3 w-2/5" />
            </div>
          </div>
        ))}
      </div>
      <div className="hidden min-h-0 min-w-0 lg:flex">
        <RunSkeleton />
      </div>
    </div>
  );
}
