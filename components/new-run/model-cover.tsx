import { Guilloche } from "@/components/brand/guilloche";
import { KindIcon } from "@/components/brand/kind-icon";
import { cn } from "@/components/ui/cn";
import type { ModelSummary } from "@/lib/contracts/catalogue";

/** A model's picture: its own where it has one, else a rosette that is always the same for it. */
export function ModelCover({ model, className }: { model: ModelSummary; className?: string }) {
  return (
    <span
      className={cn(
        "relative grid place-items-center overflow-hidden bg-accent/60 text-guilloche",
        className,
      )}
    >
      {model.cover_url ? (
        // biome-ignore lint/performance/noImgElement: the catalogue names any address
        <img
          src={model.cover_url}
          alt=""
          loading="lazy"
          referrerPolicy="no-referrer"
          className="absolute inset-0 size-full object-cover"
        />
      ) : (
        <>
          <Guilloche
            seed={model.ref}
            strands={9}
            className="absolute top-1/2 left-1/2 h-[190%] max-w-none -translate-x-1/2 -translate-y-1/2 opacity-40"
          />
          <span className="relative grid size-9 place-items-center rounded-full bg-card shadow-xs">
            <KindIcon kind={model.operation_type} className="size-4.5 text-primary" />
          </span>
        </>
      )}
    </span>
  );
}
