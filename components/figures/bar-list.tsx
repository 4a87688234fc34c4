import type { ReactNode } from "react";
import { fills } from "./looks";
import type { Series } from "./series";

interface StackBarProps {
  series: Series[];
  values: Record<string, number>;
  /** What the whole width stands for. */
  whole: number;
}

/** One bar of parts laid end to end; its figures stand beside it. */
function StackBar({ series, values, whole }: StackBarProps) {
  return (
    <span className="flex h-3 w-full gap-px overflow-hidden rounded-[3px] bg-muted">
      {series.map(({ key, look }) => {
        const value = values[key] ?? 0;
        if (value === 0 || whole === 0) return null;
        return (
          <span
            key={key}
            className="h-full min-w-0.5"
            style={{ ...fills[look], width: `${(value / whole) * 100}%` }}
          />
        );
      })}
    </span>
  );
}

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
