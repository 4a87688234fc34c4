import type { TraceEntry } from "@/lib/contracts/parts";

/** What policy says now: each edit is looked at anew, and only the last look of a rule at a step still holds. */
export function latestRules(trace: readonly TraceEntry[]): TraceEntry[] {
  const latest = new Map<string, TraceEntry>();
  for (const entry of trace) {
    const name = `${entry.step} ${entry.rule} ${entry.by?.id ?? ""}`;
    latest.delete(name);
    latest.set(name, entry);
  }
  return [...latest.values()];
}
