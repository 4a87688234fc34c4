import { cn } from "@/components/ui/cn";
import { Mark } from "./mark";

/** The mark with the name; `compact` keeps only the mark on narrow screens. */
export function Wordmark({ className, compact = false }: { className?: string; compact?: boolean }) {
  return (
    <span className={cn("inline-flex items-center gap-2 font-semibold tracking-[-0.02em]", className)}>
      <Mark className="size-[1.5em] text-primary" />
      <span className={compact ? "sr-only md:not-sr-only" : undefined}>Countersign</span>
    </span>
  );
}
