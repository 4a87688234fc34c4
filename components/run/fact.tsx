import type { ReactNode } from "react";

/** A small label over one figure or name; the hint beside it says where it comes from. */
export function Fact({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted-foreground">{label}</dt>
      <dd className="figures mt-0.5 flex flex-wrap items-baseline gap-x-2 text-[0.9375rem] font-medium">
        {children}
        {hint && <span className="text-xs font-normal text-muted-foreground">{hint}</span>}
      </dd>
    </div>
  );
}
