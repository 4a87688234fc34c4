"use client";

import { span } from "@/components/figures/span";
import { useAdminText } from "@/components/text/admin-text";
import type { Spread } from "@/lib/contracts/insights";
import type { LogScale } from "./log-scale";

/** One part of a run's life: a full dot at half of the runs, a ring at 95 %, a stroke at 99 %. */
export function SpreadRow({ label, spread, scale }: { label: string; spread: Spread; scale: LogScale }) {
  const text = useAdminText();
  const { short } = text.insights;
  const at = (value: number) => `${scale.place(value) * 100}%`;
  const figures = (["p50", "p95", "p99"] as const)
    .map((name) => `${short[name]} ${span(spread[name], text.time)}`)
    .join("  ·  ");
  return (
    <div>
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 text-xs">
        <span className="font-medium">{label}</span>
        <span className="figures text-muted-foreground">{figures}</span>
      </div>
      <div className="relative mx-2 mt-2 h-3">
        <span className="absolute inset-x-0 top-1/2 h-px bg-border" />
        {scale.lines.map((line) => (
          <span key={line} className="absolute inset-y-0 w-px bg-border" style={{ left: at(line) }} />
        ))}
        <span
          className="absolute top-1/2 h-0.5 -translate-y-1/2 bg-primary/55"
          style={{ left: at(spread.p50), right: `${100 - scale.place(spread.p99) * 100}%` }}
        />
        <span
          className="absolute top-1/2 size-3 -translate-x-1/2 -translate-y-1/2 rounded-full bg-primary"
          style={{ left: at(spread.p50) }}
        />
        <span
          className="absolute top-1/2 size-2.5 -translate-x-1/2 -translate-y-1/2 rounded-full border-2 border-primary bg-card"
          style={{ left: at(spread.p95) }}
        />
        <span
          className="absolute top-1/2 h-3 w-0.5 -translate-x-1/2 -translate-y-1/2 bg-primary"
          style={{ left: at(spread.p99) }}
        />
      </div>
    </div>
  );
}
