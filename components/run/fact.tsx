import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

interface FactProps {
  label: string;
  hint?: string;
  className?: string;
  children: ReactNode;
}

/** A small label over one figure or name; the hint beside it says where it comes from. */
export function Fact({ label, hint, className, children }: FactProps) {
  return (
    <div className={cn("min-w-0", className)}>
      <dt className="text-xs leading-4 text-muted-foreground">{label}</dt>
      <dd className="figures flex flex-wrap items-baseline gap-x-1.5 text-sm font-medium">
        {children}
        {hint && (
          <span className="max-w-28 text-xs font-normal text-pretty text-muted-foreground @2xl:max-w-60">
            {hint}
          </span>
        )}
      </dd>
    </div>
  );
}
