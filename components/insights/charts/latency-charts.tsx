"use client";

import type { Series } from "@/components/figures/series";
import { span } from "@/components/figures/span";
import { measured } from "@/components/format/duration";
import { useAdminText } from "@/components/text/admin-text";
import type { Metrics } from "@/lib/contracts/insights";
import { TimeChart } from "./time-chart";

/** In full for the table; the axis has room for one unit. */
function useSpans() {
  const { time } = useAdminText();
  return {
    format: (milliseconds: number) => span(milliseconds, time),
    axis: (milliseconds: number) => measured(milliseconds, time),
  };
}

/** The provider's own time, on both paths: what a model takes is no fault of the people who sign for it. */
export function ProviderTimeChart({ metrics }: { metrics: Metrics }) {
  const { insights } = useAdminText();
  const { providerTime, short, paths, each } = insights;
  const series: Series[] = [
    { key: "new50", label: `${paths.hitl}, ${short.p50}`, look: "accent", dash: "whole" },
    { key: "new95", label: `${paths.hitl}, ${short.p95}`, look: "accent", dash: "dashed" },
    { key: "old50", label: `${paths.legacy}, ${short.p50}`, look: "quiet", dash: "whole" },
    { key: "old95", label: `${paths.legacy}, ${short.p95}`, look: "quiet", dash: "dotted" },
  ];
  return (
    <TimeChart
      kind="lines"
      title={providerTime.title(each[metrics.bucket])}
      hint={providerTime.hint}
      bucket={metrics.bucket}
      series={metrics.paths.legacy.runs > 0 ? series : series.slice(0, 2)}
      points={metrics.series.map(({ start, hitl, legacy }) => ({
        start,
        values: {
          new50: hitl.provider_p50_ms,
          new95: hitl.provider_p95_ms,
          old50: legacy.provider_p50_ms,
          old95: legacy.provider_p95_ms,
        },
      }))}
      {...useSpans()}
    />
  );
}

/** How long people took, from the question to their answer. */
export function PeopleTimeChart({ metrics }: { metrics: Metrics }) {
  const { insights } = useAdminText();
  const { peopleTime, each, p50, p95 } = insights;
  return (
    <TimeChart
      kind="lines"
      title={peopleTime.title(each[metrics.bucket])}
      hint={peopleTime.hint}
      bucket={metrics.bucket}
      series={[
        { key: "p50", label: p50, look: "accent", dash: "whole" },
        { key: "p95", label: p95, look: "accent", dash: "dashed" },
      ]}
      points={metrics.series.map(({ start, hitl }) => ({
        start,
        values: { p50: hitl.decision_p50_ms, p95: hitl.decision_p95_ms },
      }))}
      {...useSpans()}
    />
  );
}
