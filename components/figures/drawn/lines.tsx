"use client";

import { Line, LineChart, Tooltip } from "recharts";
import { bucketName } from "@/components/figures/bucket-label";
import { useText } from "@/components/text";
import { colours, dashes } from "../looks";
import { type Point, standsAlone } from "../series";
import { axes } from "./axes";
import type { DrawnProps } from "./drawn-props";
import { Hover } from "./hover";

/** One line for each series; a bucket without a value leaves a gap, because nothing was measured there. */
export default function Lines({ points, series, bucket, format, axis, whole }: DrawnProps) {
  const { time } = useText();
  return (
    <LineChart
      responsive
      accessibilityLayer={false}
      data={points}
      className="h-full w-full"
      margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
    >
      {axes({ bucket, time, axis, whole })}
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: "var(--muted-foreground)", strokeDasharray: "2 3" }}
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
      {series.map(({ key, look, dash = "whole" }) => (
        <Line
          key={key}
          type="linear"
          dataKey={(point: Point) => point.values[key] ?? null}
          name={key}
          stroke={colours[look]}
          strokeWidth={2}
          strokeLinecap="round"
          strokeDasharray={dashes[dash]}
          dot={({ cx, cy, index, key: dotKey }) => (
            <circle
              key={dotKey}
              cx={cx}
              cy={cy}
              r={cy !== undefined && standsAlone(points, key, index) ? 2.5 : 0}
              fill={colours[look]}
            />
          )}
          activeDot={{ r: 4, strokeWidth: 2, stroke: "var(--card)" }}
          isAnimationActive={false}
        />
      ))}
    </LineChart>
  );
}
