"use client";

import { ChartCard } from "@/components/figures/chart-card";
import { count } from "@/components/figures/number";
import { span } from "@/components/figures/span";
import { useAdminText } from "@/components/text/admin-text";
import type { Metrics, Spread } from "@/lib/contracts/insights";
import { logScale } from "./log-scale";
import { SpreadRow } from "./spread-row";

const parts = ["provider", "people", "system", "total"] as const;

/** Half, 95 and 99 of a hundred runs, for each part of a run's life, on one scale. */
export function PartsChart({ metrics }: { metrics: Metrics }) {
  const text = useAdminText();
  const words = text.insights.parts;
  const { short } = text.insights;
  const spans = metrics.paths.hitl.latency_ms;
  const known = parts.flatMap((part) => {
    const spread = spans[part];
    return spread === null ? [] : [{ part, spread }];
  });
  const scale = logScale(known.flatMap(({ spread }) => [spread.p50, spread.p95, spread.p99]));
  const cells = (spread: Spread | null) =>
    spread === null
      ? ["–", "–", "–", "–", "0"]
      : [
          ...[spread.p50, spread.p95, spread.p99, spread.mean].map((value) => span(value, text.time)),
          count(spread.count, text.time),
        ];
  return (
    <ChartCard
      title={words.title}
      hint={words.hint}
      empty={scale === null ? text.insights.none : null}
      table={{
        head: [words.part, short.p50, short.p95, short.p99, short.mean, short.count],
        rows: parts.map((part) => ({ key: part, cells: [words[part], ...cells(spans[part])] })),
      }}
    >
      {scale && (
        <div className="grid gap-4 pt-1">
          {known.map(({ part, spread }) => (
            <SpreadRow key={part} label={words[part]} spread={spread} scale={scale} />
          ))}
          <div className="figures relative mx-2 h-4 text-2xs text-muted-foreground">
            {scale.lines.map((line) => (
              <span
                key={line}
                className="absolute -translate-x-1/2 whitespace-nowrap"
                style={{ left: `${scale.place(line) * 100}%` }}
              >
                {span(line, text.time)}
              </span>
            ))}
          </div>
        </div>
      )}
    </ChartCard>
  );
}
