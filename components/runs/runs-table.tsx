"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDownIcon, ArrowUpIcon } from "lucide-react";
import { type RefObject, useEffect } from "react";
import { useText } from "@/components/text";
import type { RunSummary } from "@/lib/contracts/run";
import { type ColumnName, columnNames } from "./columns";
import { RunsRow } from "./runs-row";
import type { ChangeView, RunsView } from "./view";

const rowHeight = 61;

/** In rem; the prompt gets what is left, and at least so much. */
const promptWidth = 16;
const widths: Record<ColumnName, number> = {
  model: 10.5,
  kind: 8.5,
  status: 11.5,
  user: 9,
  session: 9,
  cost: 5.5,
  took: 5.5,
  created: 8,
};

const looks: Partial<Record<ColumnName, string>> = {
  cost: "text-right",
  took: "text-right max-lg:hidden",
  created: "text-right",
};

interface RunsTableProps {
  runs: RunSummary[];
  columns: ReadonlySet<ColumnName>;
  sort: RunsView["sort"];
  onChange: ChangeView;
  /** What scrolls. */
  box: RefObject<HTMLDivElement | null>;
  onEnd: () => void;
}

/** Runs as rows, those in sight only; on a narrow screen the same rows as short cards. */
export function RunsTable({ runs, columns, sort, onChange, box, onEnd }: RunsTableProps) {
  const text = useText();
  const rows = useVirtualizer({
    count: runs.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    getItemKey: (index) => runs[index]?.run_id ?? index,
  });
  const items = rows.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastShown >= runs.length - 10) onEnd();
  }, [lastShown, runs.length, onEnd]);
  const above = items[0]?.start ?? 0;
  const below = rows.getTotalSize() - (items.at(-1)?.end ?? 0);
  const shown = columnNames.filter((name) => columns.has(name));
  const least = shown.reduce((sum, name) => sum + widths[name], promptWidth);
  const Arrow = sort === "created_at" ? ArrowUpIcon : ArrowDownIcon;
  return (
    <div className="overflow-hidden rounded-xl border bg-card shadow-xs lg:overflow-x-auto">
      <table
        aria-rowcount={-1}
        className="w-full table-fixed text-sm max-lg:min-w-0!"
        style={{ minWidth: `${least}rem` }}
      >
        <thead className="text-left text-xs text-muted-foreground max-lg:sr-only">
          <tr className="border-b [&>th]:px-4 [&>th]:py-2.5 [&>th]:font-medium">
            <th scope="col">{text.runs.columns.run}</th>
            {shown.map((name) =>
              name === "created" ? (
                <th
                  key={name}
                  scope="col"
                  aria-sort={sort === "created_at" ? "ascending" : "descending"}
                  className={looks[name]}
                  style={{ width: `${widths[name]}rem` }}
                >
                  <button
                    type="button"
                    className="inline-flex items-center gap-1 rounded-sm hover:text-foreground"
                    onClick={() => onChange({ sort: sort === "created_at" ? null : "created_at" })}
                  >
                    {text.runs.columns[name]}
                    <Arrow className="size-3.5" aria-hidden />
                  </button>
                </th>
              ) : (
                <th key={name} scope="col" className={looks[name]} style={{ width: `${widths[name]}rem` }}>
                  {text.runs.columns[name]}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody className="divide-y">
          {above > 0 && <Space height={above} />}
          {items.map(({ index, key }) => {
            const run = runs[index];
            return (
              run && <RunsRow key={key} run={run} columns={shown} index={index} ref={rows.measureElement} />
            );
          })}
          {below > 0 && <Space height={below} />}
        </tbody>
      </table>
    </div>
  );
}

/** Stands for the rows out of sight. */
function Space({ height }: { height: number }) {
  return (
    <tr aria-hidden>
      <td style={{ height }} />
    </tr>
  );
}
