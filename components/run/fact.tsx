import type { ReactNode } from "react";

/** A small label over one figure or name; the hint beside it says where it comes from. */
export function Fact({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs leading-4 text-muted-foreground">{label}</dt>
      <dd className="figures flex flex-wrap items-baseline gap-x-1.5 text-sm font-medium">
        {children}
        {hint && (
          <span className="max-w-60 text-xs font-normal text-pretty text-muted-foreground">{hint}</span>
        )}
      </dd>
    </div>
  );
}
