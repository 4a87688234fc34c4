import type { RunPath } from "@/lib/contracts/words";
import { bucketStart } from "@/lib/core/figures/buckets";
import type { EndedRun } from "@/lib/core/figures/ended-run";
import { addRun, type Tallies } from "@/lib/core/figures/tally";
import type { Database, Transaction } from "./client";
import { readEndedRuns } from "./ended-runs";
import { fromColumn, toColumn } from "./json-column";
import { isUniqueViolation } from "./unique-violation";

/** How wide what is stored is; weeks are made of days. */
export type Grain = "hour" | "day";
const grains: Grain[] = ["hour", "day"];

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

interface Place {
  grain: Grain;
  start: Date;
  path: RunPath;
  tallies: Tallies;
}

/** Adds ended runs to the buckets they ended in. */
export async function addToBuckets(tx: Transaction, runs: EndedRun[]): Promise<void> {
  const places = new Map<string, Place & { runs: EndedRun[] }>();
  for (const run of runs) {
    for (const grain of grains) {
      const start = bucketStart(new Date(run.ended_at), grain);
      const key = `${grain} ${start.toISOString()} ${run.path}`;
      const place = places.get(key) ?? { grain, start, path: run.path, tallies: {}, runs: [] };
      place.runs.push(run);
      places.set(key, place);
    }
  }
  for (const [, place] of [...places].toSorted(([a], [b]) => (a < b ? -1 : 1))) await addToBucket(tx, place);
}

async function addToBucket(tx: Transaction, { grain, start, path, runs }: Place & { runs: EndedRun[] }) {
  const where = { grain, start, path };
  const row = await tx.figureBucket.findUnique({ where: { grain_start_path: where } });
  const tallies = row ? fromColumn<Tallies>(row.tally) : {};
  for (const run of runs) addRun(tallies, run);
  const tally = toColumn(tallies);
  if (!row) await tx.figureBucket.create({ data: { ...where, version: 1, tally } });
  else {
    // What another instance added between our read and our write must not be lost.
    const { count } = await tx.figureBucket.updateMany({
      where: { ...where, version: row.version },
      data: { version: row.version + 1, tally },
    });
    if (count === 0) throw new Overtaken();
  }
}

/** The stored buckets that begin in a range. */
export async function readBuckets(tx: Transaction, grain: Grain, from: Date, to: Date): Promise<Place[]> {
  const rows = await tx.figureBucket.findMany({ where: { grain, start: { gte: from, lt: to } } });
  return rows.map(({ start, path, tally }) => ({
    grain,
    start,
    path: path === "legacy" ? "legacy" : "hitl",
    tallies: fromColumn<Tallies>(tally),
  }));
}
