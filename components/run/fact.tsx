import type { ReactNode } from "react";
import { Tooltip, TooltipContent, TooltipTrigger } from "@/components/ui/tooltip";

/** A small label over one figure or name; the hint says where it comes from. */
export function Fact({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted-foreground">{label}</dt>
      <dd className="figures mt-0.5 text-[0.9375rem] font-medium">
        {hint ? (
          <Tooltip>
            <TooltipTrigger className="cursor-help rounded-sm underline decoration-input decoration-dotted underline-offset-4">
              {children}
            </TooltipTrigger>
            <TooltipContent>{hint}</TooltipContent>
          </Tooltip>
        ) : (
          children
        )}
      </dd>
    </div>
  );
}
