import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

const glyphs: Record<string, ReactNode> = {
  // Three shrinking steps, after Replicate's own sign.
  replicate: <path d="M3.5 12.5V3.5h9M6.5 12.5V6.5h6M9.5 12.5v-3h3" />,
  // A box of sand.
  sandbox: (
    <>
      <path d="M2.5 6.5v6h11v-6" />
      <path d="M5.5 9.5h.01M8 7.5h.01M10.5 9.5h.01M8 10.5h.01" strokeWidth="1.8" />
    </>
  ),
};

/** A provider's sign, or its first letter where we have none. */
export function ProviderMark({ provider, className }: { provider: string; className?: string }) {
  return (
    <span
      title={provider}
      className={cn(
        "inline-grid size-4 shrink-0 place-items-center rounded-[4px] bg-secondary text-secondary-foreground",
        className,
      )}
    >
      {glyphs[provider] ? (
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
          {glyphs[provider]}
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
