"use client";

import { bucketName } from "@/components/figures/bucket-label";
import { ChartCard } from "@/components/figures/chart-card";
import { BarsOverTime, LinesOverTime } from "@/components/figures/over-time";
import { hasValues, type Point, type Series } from "@/components/figures/series";
import { useAdminText } from "@/components/text/admin-text";
import type { Bucket } from "@/lib/contracts/insights";

interface TimeChartProps {
  title: string;
  hint: string;
  kind: "bars" | "lines";
  bucket: Bucket;
  points: Point[];
  series: Series[];
  format: (value: number) => string;
  axis?: (value: number) => string;
  /** Whether only whole numbers make sense. */
  whole?: boolean;
  className?: string;
}

/** Figures bucket by bucket, drawn and as a table. */
export function TimeChart({ title, hint, kind, className, axis, ...drawn }: TimeChartProps) {
  const text = useAdminText();
  const { points, series, bucket, format } = drawn;
  const Drawn = kind === "bars" ? BarsOverTime : LinesOverTime;
  return (
    <ChartCard
      title={title}
      hint={hint}
      series={series}
      empty={hasValues(points) ? null : text.insights.none}
      className={className}
      table={{
        head: [text.insights.time, ...series.map((each) => each.label)],
        rows: points.map((point) => ({
          key: point.start,
          cells: [
            bucketName(point.start, bucket, text.time),
            ...series.map(({ key }) => {
              const value = point.values[key] ?? null;
              return value === null ? "–" : format(value);
            }),
          ],
        })),
      }}
    >
      <Drawn {...drawn} axis={axis ?? format} />
    </ChartCard>
  );
}
