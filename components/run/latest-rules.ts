import type { TraceEntry } from "@/lib/contracts/parts";

/** Names a line of the trace: what was looked at, at which step, and by which rule of the organisation. */
export function keyOf({ step, rule, by }: TraceEntry): string {
  return `${step} ${rule} ${by?.id ?? ""}`;
}

/** What policy says now: each edit is looked at anew, and only the last look of a rule at a step still holds. */
export function latestRules(trace: readonly TraceEntry[]): TraceEntry[] {
  const latest = new Map<string, TraceEntry>();
  for (const entry of trace) {
    const name = keyOf(entry);
    latest.delete(name);
    latest.set(name, entry);
  }
  return [...latest.values()];
}

/**
 * What rules of the organisation tighten beside asking, in words: each is said once, at however many steps it was looked
 * at.
 */
export function tightenedBy(
  trace: readonly TraceEntry[],
  inWords: (entry: TraceEntry) => string,
): readonly string[] {
  return [...new Set(trace.filter(({ asks, by }) => by && !asks).map(inWords))];
}
