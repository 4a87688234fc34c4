"use client";

import { count, shortCount } from "@/components/figures/number";
import { useAdminText } from "@/components/text/admin-text";
import type { Metrics } from "@/lib/contracts/insights";
import { TimeChart } from "./time-chart";

/** Questions that nobody answered in time. */
export function TimeoutsChart({ metrics }: { metrics: Metrics }) {
  const text = useAdminText();
  const { timeouts, each } = text.insights;
  return (
    <TimeChart
      kind="bars"
      title={timeouts.title(each[metrics.bucket])}
      hint={timeouts.hint}
      bucket={metrics.bucket}
      series={[{ key: "timeouts", label: timeouts.name, look: "accent-hatched" }]}
      points={metrics.series.map(({ start, hitl }) => ({ start, values: { timeouts: hitl.timeouts } }))}
      format={(value) => count(value, text.time)}
      axis={(value) => shortCount(value, text.time)}
      whole
    />
  );
}
