import type { ReactNode } from "react";

/** One plain figure with its name over it and what it is made of under it. */
export function Stat({ label, value, hint }: { label: string; value: ReactNode; hint: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col bg-card px-5 py-4">
      <dt className="text-xs font-medium text-muted-foreground">{label}</dt>
      <dd className="figures mt-1 flex flex-1 flex-col">
        <span className="text-[1.625rem] leading-tight font-semibold tracking-[-0.02em]">{value}</span>
        <span className="mt-1 text-xs leading-snug text-pretty text-muted-foreground">{hint}</span>
      </dd>
    </div>
  );
}
