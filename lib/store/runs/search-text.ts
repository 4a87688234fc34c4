import { fold } from "@/lib/core/fold";
import type { RunState } from "@/lib/core/state";
import type { Database, Transaction } from "../connection/client";
import { fromColumn, toColumn } from "../connection/json-column";
import { putRow, type Rows } from "../connection/rows";
import { isUniqueViolation } from "../connection/unique-violation";
import { readableRuns } from "./readable";

/** What LIKE takes for wildcards and escapes, and its full-width twin: folding makes plain ones of those, so a text has none. */
const twins: Record<string, string> = { "%": "％", _: "＿", "\\": "＼" };

/** A text in the form that is searched and searched for. */
export function searchable(text: string): string {
  return fold(text).replace(/[%_\\]/g, (letter) => twins[letter] ?? letter);
}

type Searched = Pick<RunState, "prompt"> & { model: { name: string } };

/** All that a search looks through of a run. */
function searchTextOf({ prompt, model }: Searched): string {
  return searchable(`${prompt}\n${model.name}`);
}

/** Writes what is searched of a run, when it is new or something else than it was. */
export async function writeSearchText(rows: Rows, from: RunState | null, run: RunState): Promise<void> {
  if (from?.prompt === run.prompt && from.model.name === run.model.name) return;
  const key = { runId: run.run_id };
  const row = { ...key, text: searchTextOf(run) };
  if (from === null) await rows.insert("SearchText", [row]);
  else await putRow(rows, "SearchText", key, row);
}

/** The setting that says up to which run all are folded; by another name whenever texts are folded otherwise. */
const setting = "search.folded.2";

/** A run's place in the order of their creation. */
interface Place {
  at: string;
  id: string;
}
const beginning: Place = { at: new Date(0).toISOString(), id: "" };

/** Runs looked at in one transaction. */
const batch = 100;

/** Instances of an earlier build may still create runs, by a clock of their own: so much is looked at again, in milliseconds. */
const margin = 3_600_000;

/**
 * Folds the runs that an earlier build stored, the oldest first, and keeps how far it came: the next time it looks only
 * at what is newer. Ends early when `stopping` aborts, or when another instance does the same.
 */
export async function foldEarlierRuns(db: Database, now: Date, stopping: AbortSignal): Promise<void> {
  try {
    let more = true;
    while (more && !stopping.aborted) more = await db.transaction((tx) => foldBatch(tx, now));
  } catch (error) {
    // Another instance folded the same run, or a person edited it; what is left is seen to the next time.
    if (!isUniqueViolation(error)) throw error;
  }
}

/** @returns whether there may be more */
async function foldBatch(tx: Transaction, now: Date): Promise<boolean> {
  const row = await tx.setting.findUnique({ where: { key: setting } });
  const place = row ? fromColumn<Place>(row.value) : beginning;
  const runs = await runsAfter(tx, place);
  const ids = runs.map(({ id }) => id);
  const stored = new Map(
    (await tx.searchText.findMany({ where: { runId: { in: ids } } })).map(({ runId, text }) => [runId, text]),
  );
  // Read after the texts: what a person edits meanwhile has changed its text by then, and is left alone.
  const present = await readableRuns(tx, {
    where: { id: { in: ids } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, prompt: true, model: true },
  });
  for (const { id: runId, prompt, model } of present) {
    const text = searchTextOf({ prompt, model: { name: model } });
    if (!stored.has(runId)) await tx.searchText.create({ data: { runId, text } });
    else if (stored.get(runId) !== text)
      await tx.searchText.updateMany({ where: { runId, text: stored.get(runId) ?? "" }, data: { text } });
  }
  const last = runs.at(-1);
  const full = last !== undefined && runs.length === batch;
  const upTo: Place = full
    ? { at: last.createdAt.toISOString(), id: last.id }
    : { at: new Date(now.getTime() - margin).toISOString(), id: "" };
  const value = { value: toColumn(upTo), updatedAt: now };
  await tx.setting.upsert({ where: { key: setting }, create: { key: setting, ...value }, update: value });
  return full;
}

function runsAfter(tx: Transaction, { at, id }: Place) {
  const there = new Date(at);
  return readableRuns(tx, {
    where: {
      createdAt: { gte: there },
      OR: [{ createdAt: { gt: there } }, { createdAt: there, id: { gt: id } }],
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: batch,
    select: { id: true, createdAt: true },
  });
}
