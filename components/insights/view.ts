import { dayIn, type Search, textIn } from "@/components/address/search";
import type { AskedFigures } from "@/components/api/get-metrics";
import type { Bucket } from "@/lib/contracts/insights";
import { wordIn } from "@/lib/contracts/word-lists";

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

const dayMs = 24 * 3600_000;
const mostBuckets = 1_000;
const widths = { hour: 3600_000, day: dayMs, week: 7 * dayMs } as const satisfies Record<Bucket, number>;

/** Reads the address; what makes no sense is taken for what is usual. */
export function viewOf(search: Search): InsightsView {
  const range = search.get("range");
  const first = dayIn(search, "from");
  const last = dayIn(search, "to");
  const custom = first !== null && last !== null && first <= last;
  const view: InsightsView = {
    range: range === "custom" && custom ? "custom" : (wordIn(presets, range) ?? "30d"),
    first,
    last,
    bucket: "auto",
    provider: textIn(search, "provider"),
    model: textIn(search, "model"),
  };
  const bucket = wordIn(bucketsFor(view), search.get("bucket"));
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
