import { cn } from "@/components/ui/cn";
import { useProviderMark } from "./provider-marks";

/** A provider's sign, or its first letter where we have none. */
export function ProviderMark({ provider, className }: { provider: string; className?: string }) {
  const mark = useProviderMark(provider);
  return (
    <span
      title={provider}
      className={cn(
        "inline-grid size-4 shrink-0 place-items-center rounded-[4px] bg-secondary text-secondary-foreground",
        className,
      )}
    >
      {mark ? (
        <svg
          viewBox="0 0 16 16"
          className="size-[85%]"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.4"
          strokeLinecap="round"
          strokeLinejoin="round"
          aria-hidden
        >
          {mark.map(({ d, width }) => (
            <path key={d} d={d} strokeWidth={width} />
          ))}
        </svg>
      ) : (
        <span className="text-[0.625em] font-bold uppercase" aria-hidden>
          {provider.charAt(0)}
        </span>
      )}
      <span className="sr-only">{provider}</span>
    </span>
  );
}
