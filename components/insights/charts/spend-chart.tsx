"use client";

import { shortDollars } from "@/components/figures/number";
import { money } from "@/components/format/money";
import { useAdminText } from "@/components/text/admin-text";
import type { Metrics } from "@/lib/contracts/insights";
import { TimeChart } from "./time-chart";

/** What runs were thought to cost, and what could be measured. */
export function SpendChart({ metrics }: { metrics: Metrics }) {
  const text = useAdminText();
  const { spend, each } = text.insights;
  return (
    <TimeChart
      kind="lines"
      title={spend.title(each[metrics.bucket])}
      hint={spend.hint}
      bucket={metrics.bucket}
      series={[
        { key: "estimated", label: spend.estimated, look: "accent", dash: "whole" },
        { key: "measured", label: spend.measured, look: "quiet", dash: "dashed" },
      ]}
      points={metrics.series.map(({ start, hitl }) => ({
        start,
        values: { estimated: hitl.estimated_usd, measured: hitl.measured_usd },
      }))}
      format={(value) => money(value, text.time)}
      axis={(value) => shortDollars(value, text.time)}
    />
  );
}
