import { Skeleton } from "@/components/ui/skeleton";

/** A run's page before it has come: the same shape, nothing to read. */
export function RunSkeleton() {
  return (
    <div className="@container min-h-0 flex-1 overflow-hidden" aria-hidden>
      <div className="mx-auto grid max-w-[78rem] gap-4 px-4 pt-4 @2xl:px-7 @2xl:pt-5">
        <div className="grid gap-2">
          <Skeleton className="h-5 w-72 max-w-full" />
          <Skeleton className="h-6 w-4/5" />
        </div>
        <div className="flex gap-7">
          {[20, 24, 16, 20].map((width, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: placeholders never change places
            <div key={index} className="grid gap-1.5">
              <Skeleton className="h-3 w-14" />
              <Skeleton className="h-4" style={{ width: `${width / 4}rem` }} />
            </div>
          ))}
        </div>
        <Skeleton className="h-6 w-full" />
        <div className="grid gap-5 @4xl:grid-cols-[minmax(0,1fr)_20rem]">
          <Skeleton className="h-96 rounded-xl" />
          <div className="grid content-start gap-5">
            <Skeleton className="h-40 rounded-xl" />
            <Skeleton className="h-56 rounded-xl" />
          </div>
        </div>
      </div>
    </div>
  );
}
