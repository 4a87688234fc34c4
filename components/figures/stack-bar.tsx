import { fills } from "./looks";
import type { Series } from "./series";

interface StackBarProps {
  series: Series[];
  values: Record<string, number>;
  /** What the whole width stands for. */
  whole: number;
}

/** One bar of parts laid end to end; its figures stand beside it. */
export function StackBar({ series, values, whole }: StackBarProps) {
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
