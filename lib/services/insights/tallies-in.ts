import type { RunPath } from "@/lib/contracts/words";
import { bucketStart } from "@/lib/core/figures/buckets";
import { addTally, emptyTally, modelOfKey, type Tally } from "@/lib/core/figures/tally";
import type { Database } from "@/lib/store/client";
import { countEnded, readBuckets } from "@/lib/store/figures";
import type { Range } from "./range";

/** Ended runs that are counted before figures are shown; what is beyond waits for the clean-up's turn. */
const mostToCount = 2_000;

export type ByPath = Record<RunPath, Tally>;

/** A range's tallies, added up in the ways they are shown. */
export interface RangeTallies {
  paths: ByPath;
  /** By the start of the bucket, in milliseconds; empty ones are not there. */
  series: Map<number, ByPath>;
  /** Reviewed runs by provider and model. */
  models: Map<string, Tally>;
  /** Ended runs that are not counted yet. */
  uncounted: number;
}

const bothPaths = (): ByPath => ({ hitl: emptyTally(), legacy: emptyTally() });

function addTo<Key>(map: Map<Key, Tally>, key: Key, tally: Tally): void {
  const sum = map.get(key) ?? emptyTally();
  map.set(key, sum);
  addTally(sum, tally);
}

/** Adds up what ended in a range. @param filter by model and provider */
export async function talliesIn(
  db: Database,
  { from, to, bucket }: Range,
  filter: { model?: string | undefined; provider?: string | undefined } = {},
): Promise<RangeTallies> {
  await countEnded(db, mostToCount);
  const grain = bucket === "hour" ? "hour" : "day";
  const [rows, uncounted] = await Promise.all([
    readBuckets(db.prisma, grain, from, to),
    db.prisma.endedRun.count(),
  ]);
  const paths = bothPaths();
  const series = new Map<number, ByPath>();
  const models = new Map<string, Tally>();
  for (const { start, path, tallies } of rows) {
    const at = bucketStart(start, bucket).getTime();
    for (const [key, tally] of Object.entries(tallies)) {
      const { provider, model } = modelOfKey(key);
      if (filter.model !== undefined && filter.model !== model) continue;
      if (filter.provider !== undefined && filter.provider !== provider) continue;
      const there = series.get(at) ?? bothPaths();
      series.set(at, there);
      addTally(there[path], tally);
      if (path === "hitl") addTo(models, key, tally);
    }
  }
  for (const there of series.values()) {
    addTally(paths.hitl, there.hitl);
    addTally(paths.legacy, there.legacy);
  }
  return { paths, series, models, uncounted };
}
