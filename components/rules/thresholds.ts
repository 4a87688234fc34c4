import { isEmpty, isWhole, numberOf } from "./typed-number";

/** The thresholds that are a figure. */
export const thresholds = [
  "confidence_min",
  "payload_changes_max",
  "response_quality_min",
  "cost_max_usd",
] as const;
export type Threshold = (typeof thresholds)[number];

/** What is wrong with a threshold as it is typed; null where nothing is, or where it is left empty. */
export function wrongThreshold(name: Threshold, typed: string): "number" | "whole" | "share" | null {
  if (isEmpty(typed)) return null;
  if (name === "payload_changes_max") return isWhole(typed, 0) ? null : "whole";
  const value = numberOf(typed);
  if (name === "cost_max_usd") return value >= 0 ? null : "number";
  return value >= 0 && value <= 1 ? null : "share";
}
