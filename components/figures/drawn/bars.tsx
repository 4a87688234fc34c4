"use client";

import { useId } from "react";
import { Bar, BarChart, Tooltip } from "recharts";
import { bucketName } from "@/components/figures/bucket-label";
import { useText } from "@/components/text";
import type { Point } from "../series";
import { axes } from "./axes";
import type { DrawnProps } from "./drawn-props";
import { Hover } from "./hover";
import { fillOf, Patterns } from "./patterns";

/** Parts stacked on each other, one stack a bucket. */
export default function Bars({ points, series, bucket, format, axis, whole }: DrawnProps) {
  const { time } = useText();
  const name = useId();
  return (
    <BarChart
      responsive
      accessibilityLayer={false}
      data={points}
      className="h-full w-full"
      margin={{ top: 8, right: 4, bottom: 0, left: 0 }}
      barCategoryGap="18%"
    >
      <Patterns name={name} />
      {axes({ bucket, time, axis, whole })}
      <Tooltip
        isAnimationActive={false}
        cursor={{ fill: "var(--secondary)", opacity: 0.6 }}
        content={({ payload }) => {
          const point = payload[0]?.payload as Point | undefined;
          return (
            <Hover
              point={point}
              name={point ? bucketName(point.start, bucket, time) : ""}
              series={series}
              format={format}
              none="–"
            />
          );
        }}
      />
      {series.map(({ key, look }) => (
        <Bar
          key={key}
          dataKey={(point: Point) => point.values[key] ?? 0}
          name={key}
          stackId="all"
          fill={fillOf(name, look)}
          maxBarSize={36}
          isAnimationActive={false}
        />
      ))}
    </BarChart>
  );
}
