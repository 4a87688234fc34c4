"use client";

import { count, shortCount } from "@/components/figures/number";
import type { Series } from "@/components/figures/series";
import { useAdminText } from "@/components/text/admin-text";
import type { Metrics } from "@/lib/contracts/insights";
import { TimeChart } from "./time-chart";

/** How many reviewed runs ended, and how. */
export function OutcomesChart({ metrics, className }: { metrics: Metrics; className?: string }) {
  const text = useAdminText();
  const { outcomes, each } = text.insights;
  const series: Series[] = [
    { key: "completed", label: outcomes.completed, look: "accent" },
    { key: "cancelled", label: outcomes.cancelled, look: "quiet" },
    { key: "expired", label: outcomes.expired, look: "dotted" },
    { key: "failed", label: outcomes.failed, look: "ink-hatched" },
  ];
  return (
    <TimeChart
      kind="bars"
      title={outcomes.title(each[metrics.bucket])}
      hint={outcomes.hint}
      bucket={metrics.bucket}
      series={series}
      points={metrics.series.map(({ start, hitl }) => ({
        start,
        values: {
          completed: hitl.completed,
          cancelled: hitl.cancelled,
          expired: hitl.expired,
          failed: hitl.failed,
        },
      }))}
      format={(value) => count(value, text.time)}
      axis={(value) => shortCount(value, text.time)}
      whole
      className={className}
    />
  );
}
