/** Units of a time, in seconds, the largest first. */
export const unitSeconds = { days: 86_400, hours: 3600, minutes: 60, seconds: 1 } as const;
export type TimeUnit = keyof typeof unitSeconds;
export const timeUnits = Object.keys(unitSeconds) as TimeUnit[];

/** A time in the largest unit that says it exactly. */
export function spanOf(seconds: number): { amount: number; unit: TimeUnit } {
  const unit = timeUnits.find((each) => seconds % unitSeconds[each] === 0) ?? "seconds";
  return { amount: seconds / unitSeconds[unit], unit };
}
