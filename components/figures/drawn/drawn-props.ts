import type { Bucket } from "@/lib/contracts/insights";
import type { Point, Series } from "../series";

export interface DrawnProps {
  points: Point[];
  series: Series[];
  bucket: Bucket;
  /** A value in full, and for the axis. */
  format: (value: number) => string;
  axis: (value: number) => string;
  /** Whether only whole numbers make sense. */
  whole?: boolean;
}
