import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

interface SectionProps {
  id?: string;
  title: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
}

/** One card of a run's page: a heading, what stands opposite it, and its content. */
export function Section({ id, title, aside, children, className }: SectionProps) {
  return (
    <section id={id} className={cn("rounded-xl border bg-card shadow-xs", className)}>
      <header className="flex min-h-12 flex-wrap items-center justify-between gap-x-3 gap-y-2 px-5 pt-3.5 pb-2.5">
        <h2 className="text-[0.9375rem] font-semibold">{title}</h2>
        {aside}
      </header>
      <div className="px-5 pb-5">{children}</div>
    </section>
  );
}
