import type { RunPath } from "@/lib/contracts/words";
import type { Stretch } from "@/lib/core/figures/buckets";
import type { EndedRun } from "@/lib/core/figures/ended-run";
import { type Place, talliesByPlace } from "@/lib/core/figures/places";
import { addTally, type Counts, type Tally } from "@/lib/core/figures/tally";
import { knownError } from "@/lib/core/known-error";
import { absenceOf } from "./absence";
import type { Database, Transaction } from "./connection/client";
import { fromColumn, toColumn } from "./connection/json-column";
import { isUniqueViolation } from "./connection/unique-violation";
import type { Prisma } from "./generated/sqlite/client";
import { readEndedRuns } from "./runs/ended-runs";
import { meet } from "./runs/readable";

/** Runs counted in one transaction. */
const batch = 200;

/** So many that cannot be read are passed over in one go; those behind them wait for whoever can read them. */
const mostLeft = 1_000;

/** Somebody else counted the same runs, or in the same bucket; nothing was written. */
class Overtaken extends knownError("Overtaken") {}

/**
 * Counts ended runs in the figures, oldest first. Each is counted exactly once: its mark is deleted in the transaction
 * that counts it, and two who count at once cannot both delete it. After a crash what was not committed is counted again.
 * What this release cannot read keeps its mark, and holds up nobody else's.
 *
 * @param most how many runs at most
 * @returns how many were counted
 */
export async function countEnded(db: Database, most: number): Promise<number> {
  let counted = 0;
  const left: string[] = [];
  while (counted < most && left.length <= mostLeft) {
    const marks = await db.prisma.endedRun.findMany({
      where: { runId: { notIn: left } },
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
      if (absenceOf(error) !== null) throw error;
      const unread = await uncountableAmong(db.prisma, ids);
      if (unread.length === 0) throw error;
      left.push(...unread);
    }
  }
  return counted;
}

/** Those of these runs of which the figures cannot be told, each looked at alone. */
async function uncountableAmong(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  const unread: string[] = [];
  for (const id of ids) {
    try {
      await readEndedRuns(tx, [id]);
    } catch (error) {
      if (absenceOf(error) !== null) throw error;
      meet(id);
      unread.push(id);
    }
  }
  return unread;
}

async function countBatch(tx: Transaction, ids: string[]): Promise<void> {
  const { count } = await tx.endedRun.deleteMany({ where: { runId: { in: ids } } });
  if (count !== ids.length) throw new Overtaken();
  await addToBuckets(tx, await readEndedRuns(tx, ids));
}

async function addToBuckets(tx: Transaction, runs: EndedRun[]): Promise<void> {
  for (const { place, tally } of talliesByPlace(runs)) await addToBucket(tx, place, tally);
}

async function addToBucket(tx: Transaction, place: Place, added: Tally): Promise<void> {
  const row = await tx.figureBucket.findUnique({ where: { grain_provider_model_start_path: place } });
  if (!row) {
    await tx.figureBucket.create({ data: { ...place, version: 1, ...toColumns(added) } });
    return;
  }
  const sum = tallyOf(row);
  addTally(sum, added);
  // What another instance added between our read and our write must not be lost.
  const { count } = await tx.figureBucket.updateMany({
    where: { ...place, version: row.version },
    data: { version: row.version + 1, ...toColumns(sum) },
  });
  if (count === 0) throw new Overtaken();
}

/** How many ended runs are not counted yet. */
export function countUncounted(tx: Transaction): Promise<number> {
  return tx.endedRun.count();
}

/** Whose figures are wanted; left out, everybody's. */
export interface FiguresFilter {
  model?: string | undefined;
  provider?: string | undefined;
}

/** A tally as it is stored: what is seldom read stands by itself. */
export function toColumns({ reviewers, ...counts }: Tally) {
  return { counts: toColumn(counts), reviewers: toColumn(reviewers) };
}

function tallyOf({ counts, reviewers }: { counts: Prisma.JsonValue; reviewers: Prisma.JsonValue }): Tally {
  return { ...fromColumn<Counts>(counts), reviewers: fromColumn<Tally["reviewers"]>(reviewers) };
}

const pathOf = ({ path }: { path: string }): RunPath => (path === "legacy" ? "legacy" : "hitl");

function inScope({ bucket, from, to }: Stretch, { provider, model }: FiguresFilter) {
  return { grain: bucket, start: { gte: from, lt: to }, provider: provider ?? "", model: model ?? "" };
}

/** What is counted in the buckets of a width that begin in a range, each run in one of them. */
export async function readTallies(tx: Transaction, stretch: Stretch, filter: FiguresFilter) {
  const rows = await tx.figureBucket.findMany({ where: inScope(stretch, filter) });
  return rows.map((row) => ({ path: pathOf(row), tally: tallyOf(row) }));
}

/** The same bucket by bucket, without the reviewers. */
export async function readCounts(tx: Transaction, stretch: Stretch, filter: FiguresFilter) {
  const rows = await tx.figureBucket.findMany({
    where: inScope(stretch, filter),
    select: { start: true, path: true, counts: true },
  });
  return rows.map((row) => ({
    start: row.start,
    path: pathOf(row),
    counts: fromColumn<Counts>(row.counts),
  }));
}

/** The same of reviewed runs, a model at a time. */
export async function readModelCounts(
  tx: Transaction,
  { bucket, from, to }: Stretch,
  { provider, model }: FiguresFilter,
) {
  const rows = await tx.figureBucket.findMany({
    where: {
      grain: bucket,
      start: { gte: from, lt: to },
      path: "hitl",
      provider: provider ?? { not: "" },
      model: model ?? { not: "" },
    },
    select: { provider: true, model: true, counts: true },
  });
  return rows.map((row) => ({
    provider: row.provider,
    model: row.model,
    counts: fromColumn<Counts>(row.counts),
  }));
}
