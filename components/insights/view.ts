import type { AskedFigures } from "@/components/api/get-metrics";
import type { Bucket } from "@/lib/contracts/insights";

export const presets = ["1d", "7d", "30d", "90d", "365d"] as const;
export type Preset = (typeof presets)[number];

/** What the page shows, as its address says it. */
export interface InsightsView {
  range: Preset | "custom";
  /** `YYYY-MM-DD`, UTC, both included; for a custom range. */
  first: string | null;
  last: string | null;
  bucket: Bucket | "auto";
  provider: string | null;
  model: string | null;
}

const day = /^\d{4}-\d{2}-\d{2}$/;
const dayMs = 24 * 3600_000;
const mostBuckets = 1_000;
const widths = { hour: 3600_000, day: dayMs, week: 7 * dayMs } as const satisfies Record<Bucket, number>;

/** Reads the address; what makes no sense is taken for what is usual. */
export function viewOf(params: URLSearchParams): InsightsView {
  const range = params.get("range");
  const first = dayOf(params.get("from"));
  const last = dayOf(params.get("to"));
  const custom = first !== null && last !== null && first <= last;
  const view: InsightsView = {
    range: range === "custom" && custom ? "custom" : (presets.find((each) => each === range) ?? "30d"),
    first,
    last,
    bucket: "auto",
    provider: params.get("provider"),
    model: params.get("model"),
  };
  const bucket = bucketsFor(view).find((each) => each === params.get("bucket"));
  return bucket ? { ...view, bucket } : view;
}

/** Which widths the server would count a range in: it refuses more than 1,000 buckets. */
export function bucketsFor(view: Pick<InsightsView, "range" | "first" | "last">): Bucket[] {
  const span = spanMs(view);
  // One more at each end, because the range is widened to the edges of buckets.
  return (["hour", "day", "week"] as const).filter(
    (bucket) => span / widths[bucket] + 2 <= mostBuckets && span >= widths[bucket],
  );
}

function spanMs({ range, first, last }: Pick<InsightsView, "range" | "first" | "last">): number {
  if (range !== "custom") return Number.parseInt(range, 10) * dayMs;
  return Date.parse(last ?? "") - Date.parse(first ?? "") + dayMs;
}

function dayOf(text: string | null): string | null {
  return text !== null && day.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
}

/** What to ask the server for. */
export function askedBy({ range, first, last, bucket, provider, model }: InsightsView): AskedFigures {
  const custom = range === "custom" && first !== null && last !== null;
  return {
    range: custom ? { first, last } : { days: Number.parseInt(range, 10) },
    ...(bucket === "auto" ? {} : { bucket }),
    ...(provider === null ? {} : { provider }),
    ...(model === null ? {} : { model }),
  };
}
