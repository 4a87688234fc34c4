"use client";

import { BarList } from "@/components/figures/bar-list";
import { ChartCard } from "@/components/figures/chart-card";
import { count, percent } from "@/components/figures/number";
import type { Series } from "@/components/figures/series";
import { useAdminText } from "@/components/text/admin-text";
import type { Metrics } from "@/lib/contracts/insights";

const drawnRows = 8;

/** What runs failed of, on both paths. */
export function FailuresChart({ metrics }: { metrics: Metrics }) {
  const text = useAdminText();
  const words = text.insights.failures;
  const { paths } = text.insights;
  const { failures } = metrics;
  const codes = [...new Set(failures.map(({ code }) => code))];
  const runs = (code: string, path: "hitl" | "legacy") =>
    failures.find((each) => each.code === code && each.path === path)?.runs ?? 0;
  const rows = codes
    .map((code) => ({ code, values: { hitl: runs(code, "hitl"), legacy: runs(code, "legacy") } }))
    .sort((one, other) => sum(other.values) - sum(one.values));
  const series: Series[] = [
    { key: "hitl", label: paths.hitl, look: "accent" },
    { key: "legacy", label: paths.legacy, look: "quiet" },
  ];
  return (
    <ChartCard
      title={words.title}
      hint={words.hint}
      series={series}
      empty={failures.length === 0 ? words.none : null}
      table={{
        head: [words.code, words.path, words.runs, words.share],
        rows: failures.map((each) => ({
          key: `${each.path} ${each.code}`,
          cells: [each.code, paths[each.path], count(each.runs, text.time), percent(each.share, text.time)],
        })),
      }}
    >
      <BarList
        series={series}
        whole={Math.max(...rows.map(({ values }) => sum(values)))}
        rows={rows.slice(0, drawnRows).map(({ code, values }) => ({
          key: code,
          label: <code className="font-mono text-xs">{code}</code>,
          figure: count(sum(values), text.time),
          values,
        }))}
      />
    </ChartCard>
  );
}

function sum(values: { hitl: number; legacy: number }): number {
  return values.hitl + values.legacy;
}
