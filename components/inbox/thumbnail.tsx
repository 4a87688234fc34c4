import { KindIcon } from "@/components/brand/kind-icon";
import type { RunSummary } from "@/lib/contracts/run";

export function Thumbnail({ run }: { run: RunSummary }) {
  return (
    <span className="mt-0.5 grid size-11 shrink-0 place-items-center overflow-hidden rounded-md border bg-secondary text-muted-foreground">
      {run.thumbnail_url ? (
        // biome-ignore lint/performance/noImgElement: a stored artifact or the client's own picture
        <img
          src={run.thumbnail_url}
          alt=""
          loading="lazy"
          referrerPolicy="no-referrer"
          className="size-full object-cover"
        />
      ) : (
        <KindIcon kind={run.operation_type} className="size-4.5" />
      )}
    </span>
  );
}
