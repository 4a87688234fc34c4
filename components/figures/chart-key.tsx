import { colours, dashes, fills } from "./looks";
import type { Series } from "./series";

/** What is what in a chart, in words beside the very pattern it is drawn with. */
export function ChartKey({ series }: { series: Series[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted-foreground">
      {series.map((each) => (
        <li key={each.key} className="flex items-center gap-1.5">
          <Swatch series={each} />
          {each.label}
        </li>
      ))}
    </ul>
  );
}

export function Swatch({ series }: { series: Series }) {
  if (series.dash === undefined) {
    return <span aria-hidden className="size-2.5 shrink-0 rounded-[3px]" style={fills[series.look]} />;
  }
  return (
    <svg aria-hidden width="20" height="6" className="shrink-0">
      <line
        x1="1"
        x2="19"
        y1="3"
        y2="3"
        stroke={colours[series.look]}
        strokeWidth="2"
        strokeLinecap="round"
        strokeDasharray={dashes[series.dash]}
      />
    </svg>
  );
}
