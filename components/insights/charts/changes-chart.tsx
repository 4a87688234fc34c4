"use client";

import { BarList } from "@/components/figures/bar-list";
import { ChartCard } from "@/components/figures/chart-card";
import { count, percent } from "@/components/figures/number";
import { useAdminText } from "@/components/text/admin-text";
import type { Metrics } from "@/lib/contracts/insights";
import { changedName } from "../changed-name";

const drawnRows = 8;

/** Which fields people mend most often: what a better mapping or example would save them. */
export function ChangesChart({ metrics }: { metrics: Metrics }) {
  const text = useAdminText();
  const words = text.insights.changes;
  const { changes } = metrics;
  const name = (pointer: string) => changedName(pointer, words);
  return (
    <ChartCard
      title={words.title}
      hint={words.hint}
      empty={changes.length === 0 ? words.none : null}
      table={{
        head: [words.field, words.runs, words.share],
        rows: changes.map(({ pointer, runs, share }) => ({
          key: pointer,
          cells: [name(pointer), count(runs, text.time), percent(share, text.time)],
        })),
      }}
    >
      <BarList
        series={[{ key: "share", label: words.share, look: "accent" }]}
        whole={Math.max(...changes.map(({ share }) => share))}
        rows={changes.slice(0, drawnRows).map(({ pointer, runs, share }) => ({
          key: pointer,
          label: name(pointer),
          figure: `${percent(share, text.time)} · ${count(runs, text.time)}`,
          values: { share },
        }))}
      />
    </ChartCard>
  );
}
