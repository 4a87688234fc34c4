import type { ComponentProps } from "react";
import { cn } from "./cn";

function Kbd({ className, ...props }: ComponentProps<"kbd">) {
  return (
    <kbd
      data-slot="kbd"
      className={cn(
        "pointer-events-none inline-flex h-4.5 min-w-4.5 shrink-0 items-center justify-center rounded-[4px] border border-b-2 bg-card px-1 font-sans text-2xs font-medium whitespace-nowrap text-muted-foreground select-none",
        className,
      )}
      {...props}
    />
  );
}

export { Kbd };
