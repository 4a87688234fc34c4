import type { ReactNode } from "react";
import type { Series } from "./series";
import { StackBar } from "./stack-bar";

export interface BarRow {
  key: string;
  label: ReactNode;
  /** What stands at the right end. */
  figure: ReactNode;
  values: Record<string, number>;
}

/** Names with bars under them, the longest bar as wide as the list. */
export function BarList({ rows, series, whole }: { rows: BarRow[]; series: Series[]; whole: number }) {
  return (
    <ul className="grid gap-3.5">
      {rows.map((row) => (
        <li key={row.key} className="min-w-0">
          <div className="mb-1 flex items-baseline justify-between gap-3 text-xs">
            <span className="min-w-0 truncate font-medium">{row.label}</span>
            <span className="figures shrink-0 text-muted-foreground">{row.figure}</span>
          </div>
          <StackBar series={series} values={row.values} whole={whole} />
        </li>
      ))}
    </ul>
  );
}
