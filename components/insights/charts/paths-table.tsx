"use client";

import { FigureTable } from "@/components/figures/figure-table";
import { pathRows } from "@/components/figures/path-rows";
import { useAdminText } from "@/components/text/admin-text";
import type { Metrics } from "@/lib/contracts/insights";

/** The older path beside the new one. It is a table already, so there is nothing to draw. */
export function PathsTable({ metrics }: { metrics: Metrics }) {
  const text = useAdminText();
  const words = text.insights.paths;
  return (
    <section
      aria-labelledby="both-paths"
      className="min-w-0 rounded-xl border bg-card px-5 pt-4 pb-3 shadow-xs"
    >
      <h2 id="both-paths" className="text-[0.9375rem] leading-snug font-semibold">
        {words.title}
      </h2>
      <p className="mt-0.5 text-xs leading-snug text-pretty text-muted-foreground">{words.hint}</p>
      <div className="mt-2 overflow-x-auto">
        <FigureTable
          caption={words.title}
          head={[words.figure, words.legacy, words.hitl, words.difference]}
          rows={pathRows(metrics.paths.legacy, metrics.paths.hitl, text)}
        />
      </div>
    </section>
  );
}
