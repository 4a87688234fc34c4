import { CartesianGrid, XAxis, YAxis } from "recharts";
import { bucketTick } from "@/components/figures/bucket-label";
import type { Text } from "@/components/text/en";
import type { Bucket } from "@/lib/contracts/insights";

const tick = { fontSize: 11, fill: "var(--muted-foreground)" };

interface AxesProps {
  bucket: Bucket;
  time: Text["time"];
  axis: (value: number) => string;
  whole?: boolean;
}

/** The quiet frame of every chart over time: when along the bottom, how much along the left. */
export function axes({ bucket, time, axis, whole = false }: AxesProps) {
  return [
    <CartesianGrid key="grid" vertical={false} stroke="var(--border)" />,
    <XAxis
      key="when"
      dataKey="start"
      tickFormatter={(start: string) => bucketTick(start, bucket, time)}
      tick={tick}
      tickLine={false}
      axisLine={{ stroke: "var(--border)" }}
      minTickGap={28}
      tickMargin={8}
    />,
    <YAxis
      key="much"
      width="auto"
      tickFormatter={axis}
      tick={tick}
      tickLine={false}
      axisLine={false}
      allowDecimals={!whole}
      tickCount={4}
    />,
  ];
}
