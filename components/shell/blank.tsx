import type { ReactNode } from "react";
import { Guilloche } from "@/components/brand/guilloche";

interface BlankProps {
  title: string;
  hint?: string;
  seed: string;
  children?: ReactNode;
  role?: "alert" | "status";
}

/** What stands where there is nothing to show: why, and what to do next. */
export function Blank({ title, hint, seed, children, role }: BlankProps) {
  return (
    <div role={role} className="relative grid min-h-0 flex-1 place-items-center overflow-hidden p-6">
      <div className="grid max-w-sm justify-items-center gap-1.5 text-center">
        <Guilloche
          seed={seed}
          strands={7}
          className="mb-3 size-32 text-guilloche opacity-60"
          strokeWidth="2.4"
        />
        <h2 className="text-lg font-semibold">{title}</h2>
        {hint && <p className="text-sm text-pretty text-muted-foreground">{hint}</p>}
        {children && <div className="mt-4 flex flex-wrap justify-center gap-2">{children}</div>}
      </div>
    </div>
  );
}
