import type { ReactNode } from "react";

/** A small label over one figure or name; the hint under it says where it comes from. */
export function Fact({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted-foreground">{label}</dt>
      <dd className="figures mt-0.5 text-[0.9375rem] font-medium">
        {children}
        {hint && (
          <span className="block max-w-60 text-xs leading-snug font-normal text-pretty text-muted-foreground">
            {hint}
          </span>
        )}
      </dd>
    </div>
  );
}
