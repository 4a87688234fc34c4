"use client";

import { ChartColumnIcon, TableIcon } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { ChartKey } from "./chart-key";
import { FigureTable, type FigureTableProps } from "./figure-table";
import type { Series } from "./series";

interface ChartCardProps {
  title: string;
  /** What is counted, and in which unit. */
  hint: string;
  series?: Series[];
  /** Said in place of the chart where there is nothing to draw. */
  empty: string | null;
  table: Omit<FigureTableProps, "caption">;
  children: ReactNode;
  className?: string;
}

/**
 * A chart and its table. Those who look see one or the other; a screen reader always has the table, because
 * the chart is a drawing of just that.
 */
export function ChartCard({ title, hint, series, empty, table, children, className }: ChartCardProps) {
  const text = useAdminText();
  const id = useId();
  const [shown, setShown] = useState<"chart" | "table">("chart");
  const other = shown === "chart" ? "table" : "chart";
  return (
    <section
      aria-labelledby={id}
      className={cn("relative flex min-w-0 flex-col rounded-xl border bg-card shadow-xs", className)}
    >
      <header className="flex items-start justify-between gap-3 px-5 pt-4">
        <div className="min-w-0">
          <h2 id={id} className="text-[0.9375rem] leading-snug font-semibold">
            {title}
          </h2>
          <p className="mt-0.5 text-xs leading-snug text-pretty text-muted-foreground">{hint}</p>
        </div>
        {empty === null && (
          <Button
            variant="ghost"
            size="xs"
            className="-mr-1.5 text-muted-foreground"
            aria-label={other === "table" ? text.insights.showTable(title) : text.insights.showChart(title)}
            onClick={() => setShown(other)}
          >
            {other === "table" ? <TableIcon aria-hidden /> : <ChartColumnIcon aria-hidden />}
            {text.insights[other]}
          </Button>
        )}
      </header>
      {empty !== null && (
        <p className="grid min-h-40 flex-1 place-items-center px-5 pb-4 text-center text-sm text-muted-foreground">
          {empty}
        </p>
      )}
      {empty === null && shown === "chart" && (
        <>
          {series && series.length > 1 && (
            <div className="px-5 pt-3" aria-hidden>
              <ChartKey series={series} />
            </div>
          )}
          <div aria-hidden className="flex-1 px-5 pt-3 pb-4">
            {children}
          </div>
          <div className="sr-only">
            <FigureTable caption={title} {...table} />
          </div>
        </>
      )}
      {empty === null && shown === "table" && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section aria-label={title} tabIndex={0} className="mx-5 mt-2 mb-4 max-h-80 overflow-auto">
          <FigureTable caption={title} {...table} />
        </section>
      )}
    </section>
  );
}
