import type { Dash, Look } from "./looks";

/** One thing that a chart follows. */
export interface Series {
  key: string;
  label: string;
  look: Look;
  /** For a line. */
  dash?: Dash;
}

/** What was measured in one bucket; null where there was nothing to measure. */
export interface Point {
  start: string;
  values: Record<string, number | null>;
}

/** Whether there is anything but nothing in it. */
export function hasValues(points: Point[]): boolean {
  return points.some((point) => Object.values(point.values).some((value) => value !== null && value !== 0));
}

/** A value with nothing beside it makes no line, so it is drawn as a dot. */
export function standsAlone(points: Point[], key: string, index: number): boolean {
  const missing = (at: number) => (points[at]?.values[key] ?? null) === null;
  return !missing(index) && missing(index - 1) && missing(index + 1);
}
