import type { ComponentProps } from "react";
import { cn } from "./cn";

function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return (
    <div data-slot="skeleton" className={cn("animate-pulse rounded-md bg-secondary", className)} {...props} />
  );
}

export { Skeleton };
