import type { Bucket } from "@/lib/contracts/insights";
import type { RunPath } from "@/lib/contracts/words";
import { bucketStart, type Stretch } from "@/lib/core/figures/buckets";
import type { EndedRun } from "@/lib/core/figures/ended-run";
import { addRun, emptyTally, type Tally } from "@/lib/core/figures/tally";
import type { Database, Transaction } from "./client";
import { readEndedRuns } from "./ended-runs";
import type { Prisma } from "./generated/sqlite/client";
import { fromColumn, toColumn } from "./json-column";
import { isUniqueViolation } from "./unique-violation";

/** Whatever is asked for is stored as wide as that, so that a year is few rows. */
const grains: Bucket[] = ["hour", "day", "week"];

/** Whose runs a bucket holds; what is empty is everybody's, so that each filter reads one bucket at a time. */
interface Scope {
  provider: string;
  model: string;
}

const scopesOf = ({ provider, model }: EndedRun): Scope[] => [
  { provider: "", model: "" },
  { provider: "", model },
  { provider, model: "" },
  { provider, model },
];

/** Runs counted in one transaction. */
const batch = 200;

/** Somebody else counted the same runs, or in the same bucket; nothing was written. */
class Overtaken extends Error {
  override readonly name = "Overtaken";
}

/**
 * Counts ended runs in the figures, oldest first. Each is counted exactly once: its mark is deleted in the transaction
 * that counts it, and two who count at once cannot both delete it. After a crash what was not committed is counted again.
 *
 * @param most how many runs at most
 * @returns how many were counted
 */
export async function countEnded(db: Database, most: number): Promise<number> {
  let counted = 0;
  while (counted < most) {
    const marks = await db.prisma.endedRun.findMany({
      orderBy: { endedAt: "asc" },
      take: Math.min(batch, most - counted),
      select: { runId: true },
    });
    if (marks.length === 0) break;
    // In one order for all who count, so that they wait for each other and never in a circle.
    const ids = marks.map(({ runId }) => runId).toSorted();
    try {
      await db.transaction((tx) => countBatch(tx, ids));
      counted += ids.length;
    } catch (error) {
      if (error instanceof Overtaken || isUniqueViolation(error)) break;
      throw error;
    }
  }
  return counted;
}

async function countBatch(tx: Transaction, ids: string[]): Promise<void> {
  const { count } = await tx.endedRun.deleteMany({ where: { runId: { in: ids } } });
  if (count !== ids.length) throw new Overtaken();
  await addToBuckets(tx, await readEndedRuns(tx, ids));
}

/** A stored bucket. */
export interface Place extends Scope {
  start: Date;
  path: RunPath;
  tally: Tally;
}

/** Adds ended runs to the buckets they ended in. */
export async function addToBuckets(tx: Transaction, runs: EndedRun[]): Promise<void> {
  const places = new Map<string, { id: PlaceId; runs: EndedRun[] }>();
  for (const run of runs) {
    for (const grain of grains) {
      const start = bucketStart(new Date(run.ended_at), grain);
      for (const scope of scopesOf(run)) {
        const id = { grain, ...scope, start, path: run.path };
        const key = JSON.stringify([grain, scope.provider, scope.model, start, run.path]);
        const place = places.get(key) ?? { id, runs: [] };
        place.runs.push(run);
        places.set(key, place);
      }
    }
  }
  for (const [, place] of [...places].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    await addToBucket(tx, place.id, place.runs);
  }
}

interface PlaceId extends Scope {
  grain: Bucket;
  start: Date;
  path: RunPath;
}

async function addToBucket(tx: Transaction, id: PlaceId, runs: EndedRun[]) {
  const row = await tx.figureBucket.findUnique({ where: { grain_provider_model_start_path: id } });
  const sum = row ? fromColumn<Tally>(row.tally) : emptyTally();
  for (const run of runs) addRun(sum, run);
  const tally = toColumn(sum);
  if (!row) await tx.figureBucket.create({ data: { ...id, version: 1, tally } });
  else {
    // What another instance added between our read and our write must not be lost.
    const { count } = await tx.figureBucket.updateMany({
      where: { ...id, version: row.version },
      data: { version: row.version + 1, tally },
    });
    if (count === 0) throw new Overtaken();
  }
}

/** Whose figures are wanted; left out, everybody's. */
export interface FiguresFilter {
  model?: string | undefined;
  provider?: string | undefined;
}

/** The stored buckets of a width that begin in a range, each run in one of them. */
export async function readBuckets(
  tx: Transaction,
  { bucket, from, to }: Stretch,
  { provider, model }: FiguresFilter,
): Promise<Place[]> {
  const scope = { model: model ?? "", provider: provider ?? "" };
  return read(tx, { grain: bucket, start: { gte: from, lt: to }, ...scope });
}

/** The same of reviewed runs, a model at a time. */
export async function readModelBuckets(
  tx: Transaction,
  { bucket, from, to }: Stretch,
  { provider, model }: FiguresFilter,
): Promise<Place[]> {
  const scope = { model: model ?? { not: "" }, provider: provider ?? { not: "" } };
  return read(tx, { grain: bucket, start: { gte: from, lt: to }, path: "hitl", ...scope });
}

async function read(tx: Transaction, where: Prisma.FigureBucketWhereInput): Promise<Place[]> {
  const rows = await tx.figureBucket.findMany({ where });
  return rows.map(({ start, path, provider, model, tally }) => ({
    start,
    path: path === "legacy" ? "legacy" : "hitl",
    provider,
    model,
    tally: fromColumn<Tally>(tally),
  }));
}
