"use client";

import { BarList } from "@/components/figures/bar-list";
import { ChartCard } from "@/components/figures/chart-card";
import type { Look } from "@/components/figures/looks";
import { count } from "@/components/figures/number";
import { useAdminText } from "@/components/text/admin-text";
import { decisionActions } from "@/lib/contracts/decision-kinds";
import type { DecisionCounts } from "@/lib/contracts/insights";

const drawnRows = 8;

/** Of the kinds of decision, in their order. */
const looks: Look[] = ["accent", "accent-hatched", "ink-hatched", "dotted", "quiet"];

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

/** How often each kind was decided, for each of many: the first few drawn, all in the table. */
export function DecisionsChart({ title, hint, nameHead, moreHead, rows }: DecisionsChartProps) {
  const text = useAdminText();
  const words = text.insights.decided;
  const series = decisionActions.map((key, index) => ({
    key,
    label: words[key],
    look: looks[index % looks.length] ?? "quiet",
  }));
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
  return decisionActions.reduce((whole, action) => whole + decisions[action], 0);
}
