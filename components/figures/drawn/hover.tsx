import { Swatch } from "../chart-key";
import type { Point, Series } from "../series";

interface HoverProps {
  point: Point | undefined;
  name: string;
  series: Series[];
  format: (value: number) => string;
  none: string;
}

/** What stands under the pointer, as the table says it. */
export function Hover({ point, name, series, format, none }: HoverProps) {
  if (point === undefined) return null;
  return (
    <div className="rounded-lg border bg-popover px-3 py-2 text-xs text-popover-foreground shadow-lg">
      <p className="mb-1 font-medium">{name}</p>
      <dl className="figures grid gap-0.5">
        {series.map((each) => {
          const value = point.values[each.key] ?? null;
          return (
            <div key={each.key} className="flex items-center gap-2">
              <Swatch series={each} />
              <dt className="mr-4 text-muted-foreground">{each.label}</dt>
              <dd className="ml-auto font-medium">{value === null ? none : format(value)}</dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}
