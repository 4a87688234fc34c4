"use client";

import { measured } from "@/components/format/duration";
import { useText } from "@/components/text";
import { cn } from "@/components/ui/cn";
import type { Timings } from "@/lib/contracts/run";

/** One bar of the run's life: how much of it was ours, the provider's and people's. */
export function TimeSplit({ timings }: { timings: Timings }) {
  const { run, time } = useText();
  const total = timings.total_execution_time_ms;
  const people = timings.human_review_time_ms;
  const provider = timings.provider_execution_time_ms;
  const parts = [
    { label: run.timeline.system, span: Math.max(0, total - people - provider), className: "bg-input" },
    { label: run.timeline.provider, span: provider, className: "bg-foreground" },
    { label: run.timeline.people, span: people, className: "bg-primary" },
  ];
  return (
    <div>
      <div aria-hidden className="flex h-2 gap-0.5 overflow-hidden rounded-full bg-secondary">
        {parts.map(({ label, span, className }) =>
          span > 0 ? (
            <span
              key={label}
              className={cn("min-w-1", className)}
              style={{ flexGrow: span / Math.max(1, total) }}
            />
          ) : null,
        )}
      </div>
      <dl className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs">
        {parts.map(({ label, span, className }) => (
          <div key={label} className="flex items-center gap-1.5">
            <span aria-hidden className={cn("size-2 rounded-full", className)} />
            <dt className="text-muted-foreground">{label}</dt>
            <dd className="figures">{measured(span, time)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
