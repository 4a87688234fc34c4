import type { RunPath } from "@/lib/contracts/words";
import { stretchesOf } from "@/lib/core/figures/buckets";
import {
  addCounts,
  addTally,
  type Counts,
  emptyCounts,
  emptyTally,
  type Tally,
  tallyKey,
} from "@/lib/core/figures/tally";
import type { Database } from "@/lib/store/connection/client";
import {
  countEnded,
  countUncounted,
  type FiguresFilter,
  readCounts,
  readModelCounts,
  readTallies,
} from "@/lib/store/figures";
import type { Range } from "./range";

/** Ended runs that are counted before figures are shown; what is beyond waits for the clean-up's turn. */
const mostToCount = 2_000;

export type ByPath = Record<RunPath, Tally>;

/** A range's tallies, added up in the ways they are shown. */
export interface RangeTallies {
  paths: ByPath;
  /** By the start of the bucket, in milliseconds; empty ones are not there. */
  series: Map<number, Partial<Record<RunPath, Counts>>>;
  /** Reviewed runs by provider and model. */
  models: Map<string, Counts>;
  /** Ended runs that are not counted yet. */
  uncounted: number;
}

/** Adds up what ended in a range. @param filter by model and provider */
export async function talliesIn(db: Database, range: Range, filter: FiguresFilter): Promise<RangeTallies> {
  const paths = await pathsIn(db, range, filter);
  const [rows, uncounted, models] = await Promise.all([
    readCounts(db.prisma, range, filter),
    countUncounted(db.prisma),
    modelsIn(db, range, filter),
  ]);
  const series: RangeTallies["series"] = new Map();
  for (const { start, path, counts } of rows) {
    series.set(start.getTime(), { ...series.get(start.getTime()), [path]: counts });
  }
  return { paths, series, models, uncounted };
}

/** The sums of a range alone. @param filter by model and provider */
export async function pathsIn(db: Database, { from, to }: Range, filter: FiguresFilter): Promise<ByPath> {
  await countEnded(db, mostToCount);
  const paths: ByPath = { hitl: emptyTally(), legacy: emptyTally() };
  for (const stretch of stretchesOf(from, to)) {
    for (const { path, tally } of await readTallies(db.prisma, stretch, filter)) addTally(paths[path], tally);
  }
  return paths;
}

async function modelsIn(db: Database, { from, to }: Range, filter: FiguresFilter) {
  const models: RangeTallies["models"] = new Map();
  for (const stretch of stretchesOf(from, to)) {
    for (const row of await readModelCounts(db.prisma, stretch, filter)) {
      const sum = models.get(tallyKey(row)) ?? emptyCounts();
      models.set(tallyKey(row), sum);
      addCounts(sum, row.counts);
    }
  }
  return models;
}
