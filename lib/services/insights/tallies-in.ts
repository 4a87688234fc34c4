import type { RunPath } from "@/lib/contracts/words";
import { stretchesOf } from "@/lib/core/figures/buckets";
import { addTally, emptyTally, type Tally, tallyKey } from "@/lib/core/figures/tally";
import type { Database } from "@/lib/store/client";
import { countEnded, type FiguresFilter, readBuckets, readModelBuckets } from "@/lib/store/figures";
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
  range: Range,
  filter: FiguresFilter = {},
): Promise<RangeTallies> {
  await countEnded(db, mostToCount);
  const [rows, uncounted, models] = await Promise.all([
    readBuckets(db.prisma, range, filter),
    db.prisma.endedRun.count(),
    modelsIn(db, range, filter),
  ]);
  const paths = bothPaths();
  const series = new Map<number, ByPath>();
  for (const { start, path, tally } of rows) {
    const there = series.get(start.getTime()) ?? bothPaths();
    series.set(start.getTime(), there);
    addTally(there[path], tally);
    addTally(paths[path], tally);
  }
  return { paths, series, models, uncounted };
}

async function modelsIn(db: Database, { from, to }: Range, filter: FiguresFilter) {
  const models = new Map<string, Tally>();
  for (const stretch of stretchesOf(from, to)) {
    for (const place of await readModelBuckets(db.prisma, stretch, filter)) {
      addTo(models, tallyKey(place), place.tally);
    }
  }
  return models;
}
