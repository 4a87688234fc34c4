import { loadavg } from "node:os";
import type { Day } from "./day";

/** The value that so great a share of all is below. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** What a day came to, in lines for docs/performance.md. */
export function figuresOf({ answered, runs, counts }: Day, seed: number, minutes: number): string {
  const next = answered.flatMap(({ nextAfter }) => nextAfter ?? []);
  const kinds = [...new Set(answered.map(({ task }) => task.kind))].toSorted();
  const rows = kinds.map((kind) => {
    const those = answered.filter(({ task }) => task.kind === kind);
    const keys = those.map((one) => one.keys);
    const times = those.flatMap(({ nextAfter }) => nextAfter ?? []);
    return `| ${kind} | ${those.length} | ${quantile(keys, 0.5)} | ${Math.max(...keys)} | ${times.length > 0 ? `${Math.round(quantile(times, 0.5))} ms` : ""} |`;
  });
  const keys = answered.map((one) => one.keys);
  return [
    `${runs.size} runs, ${answered.length} answers, seed ${seed}, ${minutes.toFixed(1)} min, load ${loadavg()
      .map((load) => load.toFixed(1))
      .join(" ")}`,
    `from the deciding key to the next run: median ${Math.round(quantile(next, 0.5))} ms, p95 ${Math.round(quantile(next, 0.95))} ms, slowest ${Math.round(Math.max(...next))} ms (${next.length})`,
    `keys: ${sum(keys)} without what was written (median ${quantile(keys, 0.5)}, p95 ${quantile(keys, 0.95)} an answer): ${Object.entries(
      counts,
    )
      .map(([purpose, count]) => `${purpose} ${count}`)
      .join(", ")}`,
    `parts of what was signed: ${sum(answered.map(({ parts }) => parts))}, not in view before: ${sum(answered.map(({ unseen }) => unseen.length))}`,
    "| kind | answers | keys, median | most | next run, median |",
    "|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}
