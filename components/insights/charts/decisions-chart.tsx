"use client";

import { BarList } from "@/components/figures/bar-list";
import { ChartCard } from "@/components/figures/chart-card";
import { count } from "@/components/figures/number";
import type { Series } from "@/components/figures/series";
import { useAdminText } from "@/components/text/admin-text";
import type { DecisionCounts } from "@/lib/contracts/insights";

const drawnRows = 8;

export interface Decider {
  key: string;
  name: string;
  decisions: DecisionCounts;
  /** Figures that only the table has. */
  more: string[];
}

interface DecisionsChartProps {
  title: string;
  hint: string;
  nameHead: string;
  moreHead: string[];
  rows: Decider[];
}

/** Approve, edit, reject and retry for each of many: the first few drawn, all in the table. */
export function DecisionsChart({ title, hint, nameHead, moreHead, rows }: DecisionsChartProps) {
  const text = useAdminText();
  const words = text.insights.decided;
  const series: (Series & { key: keyof DecisionCounts })[] = [
    { key: "approve", label: words.approve, look: "accent" },
    { key: "edit", label: words.edit, look: "accent-hatched" },
    { key: "reject", label: words.reject, look: "ink-hatched" },
    { key: "retry", label: words.retry, look: "dotted" },
  ];
  const decided = rows.filter((row) => sum(row.decisions) > 0);
  return (
    <ChartCard
      title={title}
      hint={hint}
      series={series}
      empty={decided.length === 0 ? words.none : null}
      table={{
        head: [nameHead, ...series.map((each) => each.label), text.insights.total, ...moreHead],
        rows: rows.map((row) => ({
          key: row.key,
          cells: [
            row.name,
            ...series.map(({ key }) => count(row.decisions[key], text.time)),
            count(sum(row.decisions), text.time),
            ...row.more,
          ],
        })),
      }}
    >
      <BarList
        series={series}
        whole={Math.max(...decided.map((row) => sum(row.decisions)))}
        rows={decided.slice(0, drawnRows).map((row) => ({
          key: row.key,
          label: row.name,
          figure: count(sum(row.decisions), text.time),
          values: row.decisions,
        }))}
      />
    </ChartCard>
  );
}

function sum(decisions: DecisionCounts): number {
  return decisions.approve + decisions.edit + decisions.reject + decisions.retry;
}
