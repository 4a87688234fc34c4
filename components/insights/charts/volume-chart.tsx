"use client";

import { count, shortCount } from "@/components/figures/number";
import { useAdminText } from "@/components/text/admin-text";
import type { Metrics } from "@/lib/contracts/insights";
import { TimeChart } from "./time-chart";

/** How traffic moves from one path to the other. */
export function VolumeChart({ metrics }: { metrics: Metrics }) {
  const text = useAdminText();
  const { volume, paths, each } = text.insights;
  return (
    <TimeChart
      kind="bars"
      title={volume.title(each[metrics.bucket])}
      hint={volume.hint}
      bucket={metrics.bucket}
      series={[
        { key: "hitl", label: paths.hitl, look: "accent" },
        { key: "legacy", label: paths.legacy, look: "quiet" },
      ]}
      points={metrics.series.map(({ start, hitl, legacy }) => ({
        start,
        values: { hitl: hitl.runs, legacy: legacy.runs },
      }))}
      format={(value) => count(value, text.time)}
      axis={(value) => shortCount(value, text.time)}
      whole
    />
  );
}
